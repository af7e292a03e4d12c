package dev.slipway.cli.rehearse;

import java.util.Arrays;

/** How long it took: bars for how many took so long, a curve for how many were done by then. */
final class TimesChart {
  private static final int MOST_BARS = 48;

  private final Panel panel;
  private final double[] sorted;
  private final int of;

  /** Of the times of those that went back, among so many courses. */
  TimesChart(Panel panel, double[] times, int of) {
    this.panel = panel;
    this.sorted = times.clone();
    Arrays.sort(sorted);
    this.of = of;
  }

  void draw() {
    if (sorted.length == 0) {
      panel.svg().text("faint middle", panel.left() + panel.width() / 2, panel.y(0.5) + 4, "it never went back");
      return;
    }
    bars();
    StringBuilder curve = new StringBuilder("M" + SvgText.at(panel.x(0), panel.y(0)));
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] <= panel.seconds()) {
        curve.append('L').append(SvgText.at(panel.x(sorted[i]), panel.y((double) i / of))).append('L')
            .append(SvgText.at(panel.x(sorted[i]), panel.y((i + 1.0) / of)));
      }
    }
    panel.svg().path("bad-line curve", curve.toString());
    mark(0.5, "median");
    mark(0.95, "p95");
  }

  private void bars() {
    double step = Panel.roundStep(panel.seconds(), MOST_BARS);
    int[] counts = new int[(int) Math.ceil(panel.seconds() / step) + 1];
    for (double t : sorted) {
      counts[Math.min(counts.length - 1, (int) Math.floor(t / step))]++;
    }
    double most = Arrays.stream(counts).max().orElse(1);
    double scale = Math.min(0.95 / most, 1.0 / of * Math.max(1, 0.5 * of / most));
    for (int i = 0; i < counts.length; i++) {
      double left = panel.x(i * step);
      double width = panel.x((i + 1) * step) - left - 1;
      if (counts[i] > 0 && width > 0) {
        panel.svg().box("bad bar", left + 0.5, panel.y(counts[i] * scale), width, counts[i] * scale * panel.height(), 1.5);
      }
    }
  }

  private void mark(double quantile, String name) {
    double t = sorted[(int) Math.max(0, Math.ceil(quantile * sorted.length) - 1)];
    double x = panel.x(t);
    boolean right = x > panel.left() + panel.width() * 0.86;
    panel.svg().line("mark", x, panel.y(1), x, panel.y(0));
    panel.svg().text("ink small" + (right ? " end" : ""), x + (right ? -5 : 5), panel.y(1) + (quantile > 0.9 ? 30 : 14), name + " "
        + Words.duration(t));
  }
}
