package dev.slipway.simulator.rehearsal;

import java.util.Map;

/**
 * How a release answers.
 *
 * @param errorRate share of its requests that fail, 0–1
 * @param burst how many of them fail one after another on average, at least 1
 * @param latency of all of them
 * @param own what the user's own metrics say of it, by name
 */
public record Conduct(double errorRate, double burst, LatencyShape latency, Map<String, OwnConduct> own) {
  public Conduct {
    own = Map.copyOf(own);
  }

  /** Of a release whose requests fail independently of each other, and of which nothing else is measured. */
  public Conduct(double errorRate, LatencyShape latency) {
    this(errorRate, 1, latency, Map.of());
  }

  /** The same with another error rate. */
  public Conduct failing(double otherErrorRate) {
    return new Conduct(otherErrorRate, burst, latency, own);
  }
}
