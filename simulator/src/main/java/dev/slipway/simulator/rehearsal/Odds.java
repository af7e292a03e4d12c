package dev.slipway.simulator.rehearsal;

/**
 * What made-up traffic is like.
 *
 * @param requestsPerSecond of both releases together, above 0
 * @param stable how stable answers
 * @param candidate how the candidate answers
 * @param latencyMatters whether anything looks at latency; where nothing does, none is drawn
 */
public record Odds(double requestsPerSecond, Conduct stable, Conduct candidate, boolean latencyMatters) {

  /** The same with a candidate that answers as stable does. */
  public Odds harmless() {
    return new Odds(requestsPerSecond, stable, stable, latencyMatters);
  }
}
