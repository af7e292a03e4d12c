package dev.slipway.cli.rehearse;

import dev.slipway.simulator.rehearsal.Course;
import java.util.Arrays;
import java.util.List;

/** The candidate's share of traffic over time, of many courses: the middle one, half of them, nearly all of them. */
final class WeightChart {
  private static final int POINTS = 240;
  private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};

  private static final double[] ROUND = {0.04, 0.1, 0.2, 0.4, 0.6, 0.8, 1};

  private final Panel panel;
  private final String colour;
  private final double[][] bands = new double[POINTS + 1][];

  WeightChart(Panel panel, String colour, List<Course> courses) {
    this.panel = panel;
    this.colour = colour;
    for (int i = 0; i <= POINTS; i++) {
      double second = panel.seconds() * i / POINTS;
      double[] weights = courses.stream().mapToDouble(c -> c.weightAt(second)).sorted().toArray();
      bands[i] = Arrays.stream(QUANTILES).map(q -> weights[(int) Math.min(weights.length - 1, Math.floor(q * weights.length))]).toArray();
    }
  }

  /** A round share that holds all of these courses' weights. */
  static double most(List<Course> courses) {
    double most = courses.stream().mapToInt(Course::mostWeight).max().orElse(100) / 100.0;
    return Arrays.stream(ROUND).filter(r -> r >= most).findFirst().orElse(1);
  }

  void draw() {
    panel.svg().path(colour + " wide", between(0, 4));
    panel.svg().path(colour + " narrow", between(1, 3));
    panel.svg().path(colour + "-line curve", along(2, 0, POINTS, "M"));
  }

  private String between(int low, int high) {
    return along(high, 0, POINTS, "M") + along(low, POINTS, 0, "L") + "Z";
  }

  /** A share holds until the next is set: steps, not slopes. */
  private String along(int band, int from, int to, String first) {
    StringBuilder d = new StringBuilder();
    int direction = from < to ? 1 : -1;
    double last = -1;
    for (int i = from; i != to + direction; i += direction) {
      double y = panel.y(bands[i][band] / 100);
      double x = panel.left() + panel.width() * i / POINTS;
      if (d.isEmpty()) {
        d.append(first).append(SvgText.at(x, y));
      } else if (y != last) {
        d.append('L').append(SvgText.at(x, last)).append('L').append(SvgText.at(x, y));
      }
      last = y;
    }
    return d.append('L').append(SvgText.at(panel.left() + panel.width() * to / POINTS, last)).toString();
  }
}
