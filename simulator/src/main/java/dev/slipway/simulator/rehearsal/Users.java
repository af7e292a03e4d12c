package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.traffic.ReleaseCounts;

/** Those who ask, and what became of their requests. */
interface Users {

  /** What the router counted in one stretch of time. */
  record Counted(ReleaseCounts stable, ReleaseCounts candidate) {}

  /** What stable was like before the candidate had traffic. */
  Baseline before();

  /**
   * What happened.
   *
   * @param from seconds since the rollout was asked for
   * @param to the end of the stretch
   * @param candidateWeight the split in force, 0–100
   */
  Counted between(double from, double to, int candidateWeight);
}
