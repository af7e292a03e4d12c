package dev.slipway.bench.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How a measure grows: the median of the slopes between all pairs of its samples, of those pairs that one process has lived through
 * (Theil and Sen; over several lives it is the seasonal slope of Hirsch, Slack and Smith 1982), with its 95 % limits from Kendall's
 * statistic. One outlier, or a quarter of them, does not move it. The limits take samples for independent.
 *
 * @param level median of the samples
 * @param slope growth per unit of the abscissa
 * @param low lower limit of it
 * @param high upper limit of it
 * @param samples how many it is made from
 */
record Trend(double level, double slope, double low, double high, int samples) {
  private static final double NORMAL_95 = 1.96;

  /** A sample: when, or after how many, and what was there. */
  record Point(double at, double value) {}

  static Trend of(List<List<Point>> lives) {
    List<Double> values = new ArrayList<>();
    List<Double> slopes = new ArrayList<>();
    double variance = 0;
    for (List<Point> life : lives) {
      double n = life.size();
      variance += n * (n - 1) * (2 * n + 5) / 18;
      for (int i = 0; i < life.size(); i++) {
        values.add(life.get(i).value());
        addSlopes(life, i, slopes);
      }
    }
    Collections.sort(values);
    Collections.sort(slopes);
    double spread = NORMAL_95 * Math.sqrt(variance);
    return new Trend(at(values, values.size() / 2.0), at(slopes, slopes.size() / 2.0), at(slopes, (slopes.size() - spread) / 2),
        at(slopes, (slopes.size() + spread) / 2), values.size());
  }

  private static void addSlopes(List<Point> life, int from, List<Double> slopes) {
    for (int to = from + 1; to < life.size(); to++) {
      double passed = life.get(to).at() - life.get(from).at();
      if (passed > 0) {
        slopes.add((life.get(to).value() - life.get(from).value()) / passed);
      }
    }
  }

  private static double at(List<Double> sorted, double place) {
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.clamp(place, 0, sorted.size() - 1.0));
  }
}
