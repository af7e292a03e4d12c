package dev.slipway.cli.rehearse;

import dev.slipway.core.analysis.foresight.Warning;
import dev.slipway.simulator.rehearsal.Conduct;
import dev.slipway.simulator.rehearsal.Proportion;
import dev.slipway.simulator.rehearsal.Spread;
import dev.slipway.simulator.rehearsal.Summary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A rehearsal as a table for a terminal. */
public final class RehearsalText {
  private static final int LABEL = 34;
  private static final int COLUMN = 30;

  private final Rehearsed rehearsed;
  private final Summary bad;
  private final Summary good;
  private final StringBuilder out = new StringBuilder();

  private RehearsalText(Rehearsed rehearsed) {
    this.rehearsed = rehearsed;
    this.bad = rehearsed.badSummary();
    this.good = rehearsed.goodSummary();
  }

  /** The table, each line ended. */
  public static String of(Rehearsed rehearsed) {
    return new RehearsalText(rehearsed).text();
  }

  private String text() {
    out.append(rehearsed.cast().target()).append(": ").append(Rehearsed.steps(rehearsed.cast())).append('\n');
    out.append("  judged by ").append(Rehearsed.judge(rehearsed.cast())).append("; ")
        .append(TrafficForm.spell(rehearsed.odds().requestsPerSecond()))
        .append("; stable has ").append(Rehearsed.conduct(rehearsed.odds().stable())).append('\n');
    out.append("  ").append(Words.number(rehearsed.runs())).append(" rollouts of each, seed ").append(rehearsed.seed())
        .append(", in virtual time\n\n");
    row("", s -> s == bad ? "a bad candidate" : "a good release");
    row("", s -> s == bad ? Rehearsed.conduct(rehearsed.odds().candidate()) : "as stable");
    row("errors come in bursts of", s -> Rehearsed.bursts(conduct(s)));
    rehearsed.cast().policy().judge().metrics().forEach(m -> row(m.name(), s -> Rehearsed.own(conduct(s), m.name())));
    row("rolled back", s -> chance(s.rolledBack()));
    row("  first traffic → back, median · p95", s -> spread(s.timeToRollback(), Words::duration));
    row("  in step", s -> steps(s.rolledBackIn(), s.rolledBack()));
    row("promoted", s -> chance(s.promoted()));
    row("  command → end, median · p95", s -> spread(s.timeToPromotion(), Words::duration));
    row("ended holding (inconclusive)", s -> chance(s.holding()));
    row("  in step", s -> steps(s.holdingIn(), s.holding()));
    row("held for evidence on the way", s -> s.waited().times() == 0 ? "never" : Words.percent(s.waited().share()));
    row("requests on it, median · p95", s -> s == bad ? spread(Optional.of(s.requests()), Words::number) : "");
    row("errors users got beyond stable's", s -> s == bad ? spread(Optional.of(s.harm()), Words::number) : "");
    row("largest share of " + (rehearsed.cast().sticky() ? "users" : "traffic") + " it had", s -> s == bad
        ? spread(Optional.of(s.mostWeight()), v -> Words.number(v) + "%") : "");
    because("a bad candidate went back because of", bad);
    because("a good release went back because of", good);
    bad.holdingReason().or(good::holdingReason).ifPresent(r -> out.append("\nholding says: ").append(r).append('\n'));
    out.append(warnings(rehearsed.warnings()));
    return out.toString();
  }

  private Conduct conduct(Summary summary) {
    return summary == bad ? rehearsed.odds().candidate() : rehearsed.odds().stable();
  }

  private void row(String label, Function<Summary, String> cell) {
    String left = cell.apply(bad);
    String right = cell.apply(good);
    if (!left.isEmpty() || !right.isEmpty()) {
      out.append((pad(label, LABEL + 3) + pad(left, COLUMN) + right).stripTrailing()).append('\n');
    }
  }

  private void because(String head, Summary summary) {
    if (!summary.reasons().isEmpty()) {
      String all = summary.reasons().entrySet().stream().map(e -> e.getKey() + " (" + part(e.getValue(), summary.rolledBack()) + ")")
          .collect(Collectors.joining(", "));
      out.append('\n').append(head).append(' ').append(all).append('\n');
    }
  }

  private static String part(long times, Proportion of) {
    return Words.percent((double) times / of.times());
  }

  private static String chance(Proportion p) {
    return pad(Words.percent(p.share()), 7) + "(" + Words.percent(p.low()) + "–" + Words.percent(p.high()) + ")";
  }

  private static String spread(Optional<Spread> spread, Function<Double, String> word) {
    return spread.map(s -> word.apply(s.median()) + " · " + word.apply(s.p95())).orElse("–");
  }

  private static String steps(Map<Integer, Long> in, Proportion of) {
    return in.entrySet().stream().map(e -> (e.getKey() + 1) + ": " + part(e.getValue(), of)).collect(Collectors.joining(", "));
  }

  /** What to warn of, each as a sentence with what to do. */
  public static String warnings(List<Warning> warnings) {
    return warnings.stream().map(w -> "\nwarning: " + w.code() + " " + w.text() + ".\n         " + w.advice() + ".\n")
        .collect(Collectors.joining());
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
