package dev.slipway.core.analysis;

import java.util.List;

/** What of the latencies a watch can still ask about. */
final class LatencyNeeds {
  private LatencyNeeds() {}

  /** Whether it is settled at which buckets they must be told apart; until then, and for quantiles, all may be needed. */
  static boolean settled(Watch watch, JudgePolicy policy) {
    boolean judged = policy.method() == JudgePolicy.Method.EVIDENCE && policy.latency().judged();
    return policy.method() != JudgePolicy.Method.KAYENTA && !(judged && watch.evidence().latency().isEmpty()) && !quantiles(watch, policy);
  }

  private static boolean quantiles(Watch watch, JudgePolicy policy) {
    for (TriggerProgress progress : watch.triggers()) {
      if (progress.trigger().measure().isLatency()) {
        return true;
      }
    }
    for (Gate gate : policy.gates()) {
      if (gate.measure().isLatency()) {
        return true;
      }
    }
    return false;
  }

  /** Those buckets; none where latency is not asked about at all. */
  static List<Integer> bounds(Watch watch, JudgePolicy policy) {
    return watch.evidence().latency().map(l -> l.bounds(policy.latency().marginBuckets())).orElse(List.of());
  }
}
