package dev.slipway.simulator.rehearsal;

import java.util.OptionalDouble;

/** What a metric of the user's own says of a release, by the metric's form. */
public sealed interface OwnConduct {

  /**
   * Of what is counted by two counters.
   *
   * @param share of them that go wrong, 0–1
   * @param perSecond how many there are of the whole target, above 0; absent: one for each request
   */
  record Rate(double share, OptionalDouble perSecond) implements OwnConduct {}

  /** Of events: how many an hour there would be if the release had all traffic. */
  record Count(double perHour) implements OwnConduct {}

  /** Of a level: the middle of what is measured, which scatters about it. */
  record Level(double middle) implements OwnConduct {}

  /** What the router counts as well: of a rate the requests that failed, of a level the p95 in milliseconds. */
  record AsRouted() implements OwnConduct {}
}
