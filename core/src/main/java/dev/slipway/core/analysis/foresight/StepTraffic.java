package dev.slipway.core.analysis.foresight;

import dev.slipway.core.strategy.Plan;
import dev.slipway.core.strategy.Step;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What of the traffic each step of a plan shows. */
record StepTraffic(Plan plan, Traffic traffic) {

  List<Step> steps() {
    return plan.steps();
  }

  /** The candidate's share, in (0, 1]. */
  double share(int step) {
    return Math.max(1, steps().get(step).candidateWeight()) / 100.0;
  }

  /** The candidate's requests a second. */
  double rate(int step) {
    return traffic.requestsPerSecond() * share(step);
  }

  /** The candidate's requests while the step is watched. */
  double requests(int step) {
    return rate(step) * seconds(steps().get(step).bake());
  }

  /** Whether it is left without anything being shown: nothing is watched, and nobody is asked. */
  boolean unwatched(int step) {
    return steps().get(step).bake().isZero() && !steps().get(step).hold();
  }

  /** {@code step 2 (25% for 15m)}. */
  String name(int step) {
    Step s = steps().get(step);
    return "step " + (step + 1) + " (" + s.candidateWeight() + "% for " + spell(s.bake()) + ")";
  }

  static double seconds(Duration d) {
    return d.toNanos() / 1e9;
  }

  static Duration lasting(double seconds) {
    return Duration.ofMillis((long) Math.min(Long.MAX_VALUE / 2e6, seconds * 1000));
  }

  /** {@code 45s}, {@code 12m}, {@code 3h5m}, {@code 2d}: as exact as a forecast is. */
  static String spell(Duration d) {
    long s = Math.round(d.toMillis() / 1000.0);
    if (s < 60) {
      return d.toMillis() < 1000 ? d.toMillis() + "ms" : s + "s";
    }
    if (s < 3_600) {
      return s % 60 == 0 || s >= 600 ? Math.round(s / 60.0) + "m" : s / 60 + "m" + s % 60 + "s";
    }
    long minutes = Math.round(s / 60.0);
    if (s < 172_800) {
      return minutes / 60 + "h" + (minutes % 60 == 0 ? "" : minutes % 60 + "m");
    }
    return Math.round(s / 86_400.0) + "d";
  }

  /** {@code 3,900}: two digits of a forecast are enough. */
  static String about(double requests) {
    double unit = requests < 100 ? 1 : StrictMath.pow(10, Math.floor(StrictMath.log10(requests)) - 1);
    return String.format(Locale.ROOT, "%,d", Math.round(requests / unit) * Math.round(unit));
  }

  /** {@code 2%}. */
  static String percent(double share) {
    double unit = share >= 0.01 ? 10 : 1_000;
    double rounded = Math.round(share * 100 * unit) / unit;
    return (rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded)) + "%";
  }
}
