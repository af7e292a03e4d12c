package dev.slipway.cli.rehearse;

import dev.slipway.simulator.rehearsal.Course;
import dev.slipway.simulator.rehearsal.Proportion;
import dev.slipway.simulator.rehearsal.Summary;
import java.util.ArrayList;
import java.util.List;

/** A rehearsal as a picture: how long a bad candidate takes to go back, and what share of traffic it and a good release have meanwhile. */
final class RehearsalPicture {
  private static final int WIDTH = 960;
  private static final int WORDS_A_LINE = 138;
  private static final double LEFT = 76;
  private static final double FULL = WIDTH - LEFT - 38;
  private static final double ROOM_AFTER_THE_END = 1.06;

  private RehearsalPicture() {}

  static String of(Rehearsed rehearsed) {
    Summary bad = rehearsed.badSummary();
    Summary good = rehearsed.goodSummary();
    List<String> warnings = wrapped(rehearsed);
    int height = 732 + 18 * warnings.size();
    SvgText svg = new SvgText(WIDTH, height, "slipway simulate " + rehearsed.cast().target());
    svg.text("ink title", 24, 38, rehearsed.cast().target() + ", rehearsed");
    svg.text("faint", 24, 62, Rehearsed.steps(rehearsed.cast()) + ", judged by " + Rehearsed.judge(rehearsed.cast()) + "; "
        + TrafficForm.spell(rehearsed.odds().requestsPerSecond()) + "; " + Words.number(rehearsed.runs()) + " rollouts of each");
    svg.text("bad", 24, 88, "Bad candidate (" + Rehearsed.conduct(rehearsed.odds().candidate()) + "): " + outcome(bad)
        + "; errors beyond stable's: "
        + Words.number(bad.harm().median()) + " (p95 " + Words.number(bad.harm().p95()) + ")");
    svg.text("good", 24, 110, "Good release (as stable: " + Rehearsed.conduct(rehearsed.odds().stable()) + "): " + outcome(good)
        + good.timeToPromotion().map(s -> "; all traffic for good after " + Words.duration(s.median()) + " in the median").orElse(""));
    times(svg, rehearsed);
    double half = FULL / 2 - 41;
    weights(svg, rehearsed.bad(), "bad", "Traffic on a bad candidate", LEFT, half);
    weights(svg, rehearsed.good(), "good", "Traffic on a good release", LEFT + FULL - half, half);
    svg.text("faint small", 24, 718, "Line: the middle rollout. Dark band: half of them. Light band: nine of ten. Seed "
        + rehearsed.seed() + ".");
    for (int i = 0; i < warnings.size(); i++) {
      svg.text("warn small", 24, 738 + 18.0 * i, warnings.get(i));
    }
    return svg.end();
  }

  private static void times(SvgText svg, Rehearsed rehearsed) {
    double[] times = rehearsed.bad().stream().filter(c -> c.ending() == Course.Ending.ROLLED_BACK).mapToDouble(Course::exposedSeconds)
        .toArray();
    Panel panel = new Panel(svg, LEFT, 172, FULL, 190, horizon(times), 1);
    panel.frame("How long a bad candidate has traffic until it is back",
        "since its first traffic · curve: share that is back by then, bars: how often it took so long");
    new TimesChart(panel, times, rehearsed.runs()).draw();
  }

  private static void weights(SvgText svg, List<Course> courses, String colour, String heading, double left, double width) {
    Panel panel = new Panel(svg, left, 470, width, 170, horizon(courses.stream().mapToDouble(Course::ended).toArray()),
        WeightChart.most(courses));
    panel.frame(heading, "since the command");
    new WeightChart(panel, colour, courses).draw();
  }

  /** Long enough for nearly all, so that one straggler does not flatten the rest. */
  private static double horizon(double[] times) {
    double[] sorted = times.clone();
    java.util.Arrays.sort(sorted);
    return sorted.length == 0 ? 60 : Math.max(0.5, sorted[(int) Math.max(0, Math.ceil(0.99 * sorted.length) - 1)] * ROOM_AFTER_THE_END);
  }

  private static String outcome(Summary summary) {
    String word = chance(summary.rolledBack()) + " roll back";
    return summary.holding().times() == 0 ? word : word + ", " + Words.percent(summary.holding().share()) + " end holding";
  }

  private static String chance(Proportion p) {
    return Words.percent(p.share()) + " (" + Words.percent(p.low()) + "–" + Words.percent(p.high()) + ")";
  }

  private static List<String> wrapped(Rehearsed rehearsed) {
    List<String> lines = new ArrayList<>();
    rehearsed.warnings().forEach(w -> {
      StringBuilder line = new StringBuilder("Warning:");
      for (String word : (w.text() + ". " + w.advice() + ".").split(" ")) {
        if (line.length() + word.length() > WORDS_A_LINE) {
          lines.add(line.toString());
          line = new StringBuilder("  ");
        }
        line.append(' ').append(word);
      }
      lines.add(line.toString());
    });
    return lines;
  }
}
