package dev.slipway.bench.soak;

import java.util.Map;

/**
 * One look at everything.
 *
 * @param minutes since the run began
 * @param rollouts that were asked for by then
 * @param server its process id: another one is another life
 * @param router the same of proxy or HAProxy
 * @param values by the name of the measure
 */
record Sample(double minutes, int rollouts, long server, long router, Map<Measure, Double> values) {
  boolean has(Measure measure) {
    return values.containsKey(measure);
  }

  double value(Measure measure) {
    return values.getOrDefault(measure, 0.0);
  }
}
