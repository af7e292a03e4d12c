package dev.slipway.validation;

import dev.slipway.core.rollout.TargetId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of all checks at one address.
 *
 * @param target whose service it is
 * @param at when the first was asked
 * @param address that was asked
 * @param results in the order of their groups
 * @param millis how long all of it took
 */
public record Report(TargetId target, Instant at, String address, List<Result> results, long millis) {
  private static final int MOST_LINES = 30;
  private static final int MOST_LINE = 400;

  public Report {
    at = at.truncatedTo(ChronoUnit.SECONDS);
    results = List.copyOf(results);
  }

  /** How many ended so. */
  public long count(Outcome outcome) {
    return results.stream().filter(r -> r.outcome() == outcome).count();
  }

  /** Whether none failed. */
  public boolean passed() {
    return count(Outcome.FAILED) == 0;
  }

  /** Counted in one line, as {@code 31 checks passed, 2 warned, 8 skipped}. */
  public String summary() {
    long passed = count(Outcome.PASSED);
    StringBuilder line = new StringBuilder(passed + (passed == 1 ? " check passed" : " checks passed"));
    for (Outcome outcome : List.of(Outcome.FAILED, Outcome.WARNED, Outcome.SKIPPED)) {
      if (count(outcome) > 0) {
        line.append(", ").append(count(outcome)).append(' ').append(outcome.name().toLowerCase(Locale.ROOT));
      }
    }
    return line.toString();
  }

  /** Why it does not pass, naming the checks. */
  public String reason() {
    List<String> failed = results.stream().filter(r -> r.outcome() == Outcome.FAILED).map(Report::brief).toList();
    String first = String.join("; ", failed.subList(0, Math.min(3, failed.size())));
    return failed.size() > 3 ? first + "; and " + (failed.size() - 3) + " more" : first;
  }

  private static String brief(Result result) {
    String line = result.line();
    return line.length() > MOST_LINE ? line.substring(0, MOST_LINE) + "…" : line;
  }

  /** The summary, then a line for each that did not simply pass: short enough for a journal. */
  public String shortened() {
    List<String> lines = new ArrayList<>(List.of(summary()));
    for (Outcome outcome : List.of(Outcome.FAILED, Outcome.WARNED)) {
      results.stream().filter(r -> r.outcome() == outcome)
          .forEach(r -> lines.add(r.outcome().name().toLowerCase(Locale.ROOT) + ": " + brief(r)));
    }
    return String.join("\n", lines.subList(0, Math.min(MOST_LINES, lines.size())));
  }
}
