package dev.slipway.cli.rehearse;

/**
 * A part of the picture with time from left to right.
 *
 * @param left edge of the plot
 * @param top edge of the plot
 * @param seconds that its width stands for
 * @param most share that its height stands for, 0–1
 */
record Panel(SvgText svg, double left, double top, double width, double height, double seconds, double most) {
  private static final double[] STEPS = {
    0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
        2_592_000
  };
  private static final int MOST_TICKS = 7;
  private static final double ROOM = 14;

  /** The smallest round length of which at most so many fill the time. */
  static double roundStep(double seconds, int most) {
    for (double step : STEPS) {
      if (seconds / step <= most) {
        return step;
      }
    }
    return STEPS[STEPS.length - 1];
  }

  double x(double second) {
    return left + width * Math.min(1, second / seconds);
  }

  /** Of a share 0–1. */
  double y(double share) {
    return top + height * (1 - share / most);
  }

  /** Ground, heading, time below and shares at the side. */
  void frame(String heading, String timeName) {
    svg.box("panel", left - 52, top - 40, width + 52 + ROOM, height + 88, 8);
    svg.text("ink head", left - 40, top - 18, heading);
    for (int quarter = 0; quarter <= 4; quarter++) {
      double share = most * quarter / 4;
      svg.line("line", left, y(share), left + width, y(share));
      svg.text("faint small end", left - 8, y(share) + 4, Words.percent(share));
    }
    double step = roundStep(seconds, MOST_TICKS);
    for (double t = 0; t <= seconds * 1.0001; t += step) {
      svg.line("line", x(t), top + height, x(t), top + height + 5);
      boolean atTheEdge = x(t) > left + width - ROOM;
      svg.text("faint small " + (atTheEdge ? "end" : "middle"), x(t) + (atTheEdge ? ROOM / 2 : 0), top + height + 20, t == 0 ? "0"
          : Words.duration(t));
    }
    svg.text("faint small end", left + width, top + height + 38, timeName);
  }
}
