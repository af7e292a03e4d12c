package dev.slipway.adapters.yaml;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;

/** Judges as a test expects them. */
final class TestPolicies {
  private TestPolicies() {}

  /** The default one, but for what a bake without an answer leads to. */
  static JudgePolicy onInconclusive(Otherwise then) {
    JudgePolicy d = JudgePolicy.DEFAULT;
    return new JudgePolicy(
        d.method(), d.alpha(), d.beta(), d.errors(), d.latency(), d.burst(), d.warmUp(), d.leastRequests(), d.leastCoverage(), d.splitTolerance(),
        d.objective(), d.saturation(), d.gates(), then, d.onError(), d.metrics(), d.sources(), d.metricTriggers());
  }
}
