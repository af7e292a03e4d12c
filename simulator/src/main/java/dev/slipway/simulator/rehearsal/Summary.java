package dev.slipway.simulator.rehearsal;

import dev.slipway.simulator.rehearsal.Course.Ending;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What many courses of the same rollout come to. Times are seconds.
 *
 * @param rolledBack how often it went back
 * @param promoted how often it got all traffic
 * @param holding how often it still held when patience was over
 * @param waited how often a step was watched to its end without an answer at first
 * @param timeToRollback from the first traffic until all is on stable again, of those that went back
 * @param timeToPromotion from the command until all traffic is the candidate's for good, of those that were promoted
 * @param requests answered by the candidate while it was on trial, of all
 * @param harm errors beyond what stable would have given on the same requests, of all
 * @param mostWeight the largest share of traffic it was given, 0–100, of all
 * @param rolledBackIn how many went back in each step, from 0
 * @param holdingIn how many ended holding in each step, from 0
 * @param reasons what sent it back, the most frequent first
 * @param holdingReason what the most frequent holding said
 */
public record Summary(
    Proportion rolledBack,
    Proportion promoted,
    Proportion holding,
    Proportion waited,
    Optional<Spread> timeToRollback,
    Optional<Spread> timeToPromotion,
    Spread requests,
    Spread harm,
    Spread mostWeight,
    Map<Integer, Long> rolledBackIn,
    Map<Integer, Long> holdingIn,
    Map<String, Long> reasons,
    Optional<String> holdingReason) {

  /** Of at least one course. */
  public static Summary of(List<Course> courses, double stableErrorRate) {
    int n = courses.size();
    return new Summary(
        proportion(courses, Ending.ROLLED_BACK),
        proportion(courses, Ending.PROMOTED),
        proportion(courses, Ending.HOLDING),
        new Proportion((int) courses.stream().filter(Course::held).count(), n),
        Spread.of(ended(courses, Ending.ROLLED_BACK).mapToDouble(Course::exposedSeconds)),
        Spread.of(ended(courses, Ending.PROMOTED).mapToDouble(Course::ended)),
        Spread.of(courses.stream().mapToDouble(Course::requests)).orElseThrow(),
        Spread.of(courses.stream().mapToDouble(c -> Math.max(0, c.errors() - c.requests() * stableErrorRate))).orElseThrow(),
        Spread.of(courses.stream().mapToDouble(Course::mostWeight)).orElseThrow(),
        new TreeMap<>(counted(ended(courses, Ending.ROLLED_BACK), Course::step)),
        new TreeMap<>(counted(ended(courses, Ending.HOLDING), Course::step)),
        byNumber(counted(ended(courses, Ending.ROLLED_BACK), c -> kind(c.reason()))),
        byNumber(counted(ended(courses, Ending.HOLDING), Course::reason)).keySet().stream().findFirst());
  }

  private static Stream<Course> ended(List<Course> courses, Ending ending) {
    return courses.stream().filter(c -> c.ending() == ending);
  }

  private static Proportion proportion(List<Course> courses, Ending ending) {
    return new Proportion((int) ended(courses, ending).count(), courses.size());
  }

  private static <K> Map<K, Long> counted(Stream<Course> courses, Function<Course, K> by) {
    return courses.collect(Collectors.groupingBy(by, Collectors.counting()));
  }

  private static Map<String, Long> byNumber(Map<String, Long> counts) {
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
        .forEach(e -> sorted.put(e.getKey(), e.getValue()));
    return sorted;
  }

  /** What a reason is about, without its numbers: the words before its colon. */
  private static String kind(String reason) {
    int colon = reason.indexOf(": ");
    String head = colon < 0 ? reason : reason.substring(0, colon);
    return head.matches("latency > \\S+") ? "latency" : head;
  }
}
