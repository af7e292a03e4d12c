package dev.slipway.core.objective;

import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.Reading.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a metric of a target has been followed, step by step of event time. What is not known of a step is kept as time that is not
 * known: neither good nor bad.
 *
 * @param until up to where every step is settled
 * @param pending time before that of which the next answers may still tell
 * @param sides what was last read, by release or version
 * @param trouble why the last step is not known, or the next cannot be asked for
 */
public record Followed(Instant until, Duration pending, Map<String, Side> sides, Optional<String> trouble) {
  /** Of two readings further apart nobody can tell whether a counter was started anew between them. */
  public static final Duration MOST_BETWEEN = Duration.ofMinutes(10);

  /** A release that serves no more is asked for so long still, for what it answered last. */
  private static final Duration LINGERS = Duration.ofMinutes(2);

  public Followed {
    sides = Map.copyOf(sides);
  }

  /**
   * One release.
   *
   * @param release its id, for the question
   * @param version likewise
   * @param last what was read last, absent before its first answer
   * @param served until when it was known to serve
   */
  public record Side(String release, String version, Optional<Counters> last, Instant served) {
    Side read(Counters now) {
      return new Side(release, version, Optional.of(now), served);
    }
  }

  /**
   * What came of a step.
   *
   * @param events all and bad ones, as far as they are known
   * @param time milliseconds, and how many of them are not known
   */
  public record Step(Followed next, Tallied events, Tallied time) {}

  /** Nothing before this moment is asked for. */
  public static Followed from(Instant at) {
    return new Followed(at, Duration.ZERO, Map.of(), Optional.empty());
  }

  /**
   * Whom to ask at the end of a step: who serves, and who did a moment ago.
   *
   * @param serving who gets traffic now, with {@link Side#served()} at the end of the step
   */
  public Map<String, Side> asked(Instant at, Map<String, Side> serving) {
    Map<String, Side> all = new HashMap<>();
    sides.forEach((key, side) -> {
      if (Duration.between(side.served(), at).compareTo(LINGERS) <= 0) {
        all.put(key, side);
      }
    });
    serving.forEach((key, s) -> all.put(key, new Side(s.release(), s.version(), all.getOrDefault(key, s).last(), at)));
    return all;
  }

  /** After the answers for the end of a step. */
  public Step next(Instant at, Map<String, Side> asked, Map<String, Reading> answers) {
    Map<String, Side> kept = new HashMap<>();
    List<Told> serving = new ArrayList<>();
    Tallied events = Tallied.NONE;
    for (Map.Entry<String, Side> each : asked.entrySet()) {
      Told told = Told.of(each.getValue(), Objects.requireNonNull(answers.get(each.getKey()), "every side asked has an answer"));
      events = events.plus(told.events());
      kept.put(each.getKey(), told.side());
      if (each.getValue().served().equals(at)) {
        serving.add(told);
      }
    }
    Optional<String> why = serving.stream().flatMap(t -> t.trouble().stream()).sorted().findFirst();
    long passedMillis = pending.plus(Duration.between(until, at)).toMillis();
    if (serving.isEmpty()) {
      return new Step(new Followed(at, Duration.ZERO, kept, why), events, Tallied.NONE);
    }
    boolean more = why.isEmpty() && serving.stream().anyMatch(t -> t.covered().isEmpty()) && passedMillis < MOST_BETWEEN.toMillis();
    if (more) {
      return new Step(new Followed(at, Duration.ofMillis(passedMillis), kept, why), events, Tallied.NONE);
    }
    long knownMillis = serving.stream().mapToLong(t -> t.covered().orElse(Duration.ZERO).toMillis()).min().orElse(0);
    Tallied time = new Tallied(passedMillis, Math.max(0, passedMillis - (why.isEmpty() ? knownMillis : 0)));
    return new Step(new Followed(at, Duration.ZERO, kept, why), events, time);
  }

  /** After no answer: the same is asked again, for as long as the source may still know it. */
  public Step stuck(String why) {
    return new Step(new Followed(until, pending, sides, Optional.of(why)), Tallied.NONE, Tallied.NONE);
  }

  /** Up to a later moment, nothing of what lies between is known. */
  public Step over(Instant at) {
    long passedMillis = pending.plus(Duration.between(until, at)).toMillis();
    return new Step(new Followed(at, Duration.ZERO, sides, trouble), Tallied.NONE, new Tallied(passedMillis, passedMillis));
  }
}
