package dev.slipway.cli.view;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.validation.Outcome;
import dev.slipway.validation.Report;
import dev.slipway.validation.Result;
import java.util.List;
import java.util.Locale;

/** What came of all checks, in their groups. */
public final class ValidationPicture {
  /** A longer name, as of a check that a team wrote, has a line of its own: else it would push all others apart. */
  private static final int MOST_WIDTH = 28;

  private ValidationPicture() {}

  /** A line for each, with what to do below those that do not pass, and the count at the end. */
  public static String of(Report report, boolean coloured) {
    StringBuilder out = new StringBuilder();
    int width = report.results().stream().mapToInt(r -> Math.min(MOST_WIDTH, r.name().length())).max().orElse(4);
    for (CheckGroup group : CheckGroup.values()) {
      List<Result> results = report.results().stream().filter(r -> r.group() == group).toList();
      if (!results.isEmpty()) {
        out.append(group.word()).append('\n');
        results.forEach(r -> line(out, r, width, coloured));
      }
    }
    return out.append(report.summary()).append(String.format(Locale.ROOT, " in %.1f s: %s at %s%n", report.millis() / 1000.0,
        report.target(), report.address())).toString();
  }

  private static void line(StringBuilder out, Result r, int width, boolean coloured) {
    String mark = switch (r.outcome()) {
      case PASSED -> "passed ";
      case FAILED -> "FAILED ";
      case WARNED -> "warning";
      case SKIPPED -> "skipped";
    };
    String said = r.outcome() == Outcome.SKIPPED ? r.finding().why()
        : r.finding().asked() + (r.finding().came().isEmpty() ? "" : " → " + r.finding().came());
    out.append("  ").append(coloured ? colour(r.outcome()) + mark + "\u001b[0m" : mark).append("  ")
        .append(String.format("%-" + width + "s", r.name()))
        .append(r.name().length() > width ? "\n" + " ".repeat(width + 13) : "  ").append(said).append('\n');
    if (r.outcome() == Outcome.FAILED || r.outcome() == Outcome.WARNED) {
      String mend = r.finding().mend().isEmpty() ? "" : ". To mend it: " + r.finding().mend();
      out.append(" ".repeat(width + 13)).append(r.finding().why()).append(mend).append('\n');
    }
  }

  private static String colour(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "\u001b[32m";
      case FAILED -> "\u001b[31m";
      case WARNED -> "\u001b[33m";
      case SKIPPED -> "\u001b[2m";
    };
  }
}
