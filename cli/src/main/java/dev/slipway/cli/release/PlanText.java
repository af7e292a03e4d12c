package dev.slipway.cli.release;

import dev.slipway.release.plan.Judged;
import dev.slipway.release.plan.PartPlan;
import dev.slipway.release.version.Bump;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan of a release as people read it. */
public final class PlanText {
  private static final int MOST_DESCRIPTION = 90;

  /** Of commits that move nothing for one reason no more are listed: who looks for what counts would not find it. */
  private static final int MOST_ALIKE = 10;

  private PlanText() {}

  /** The plans of all parts. */
  public static String of(List<PartPlan> plans) {
    StringBuilder out = new StringBuilder();
    plans.forEach(plan -> add(plan, out));
    return out.toString();
  }

  /** What comes next, in a few words. */
  public static String head(PartPlan plan) {
    String name = plan.part().name().isEmpty() ? "" : plan.part().name() + ": ";
    String since = plan.last().map(last -> "since " + last.tag()).orElse("in all of history, for nothing is released yet");
    String commits = plan.commits() + (plan.commits() == 1 ? " commit " : " commits ") + since;
    return plan.next()
        .map(next -> name + plan.last().map(last -> last.version() + " → ").orElse("") + next + " (" + plan.bump().word() + ", channel "
            + plan.channel().word() + "), tag " + plan.nextTag().orElse("") + "; " + commits)
        .orElse(name + "nothing to release; " + commits);
  }

  private static void add(PartPlan plan, StringBuilder out) {
    out.append(head(plan)).append('\n');
    Map<String, Integer> alike = new LinkedHashMap<>();
    for (Judged one : plan.judged()) {
      if (!one.counts() && alike.merge(one.why(), 1, Integer::sum) > MOST_ALIKE) {
        continue;
      }
      String said = one.message().header();
      out.append("  ").append(one.commit().shortHash()).append("  ").append(String.format("%-5s", one.counts() ? one.bump().word() : "–"))
          .append("  ").append(said.length() > MOST_DESCRIPTION ? said.substring(0, MOST_DESCRIPTION - 1) + "…" : said)
          .append("  (").append(one.why()).append(")\n");
    }
    alike.forEach((why, count) -> out.append(count > MOST_ALIKE ? "  … and " + (count - MOST_ALIKE) + " more that move nothing  (" + why
        + "; --json lists them)\n" : ""));
    if (plan.handWritten() != Bump.NONE) {
      out.append("  by hand  ").append(plan.handWritten().word()).append("  what ").append(plan.part().changelog().orElse(""))
          .append(" says under Unreleased\n");
    }
    plan.notes().forEach(note -> out.append("  note: ").append(note).append('\n'));
  }
}
