package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.PlatformSeen;
import java.time.Duration;

/** Whether the candidate is warm, found a second time: it begins anew with every instance more and every restart. */
final class Warming {
  private final JudgePolicy.WarmUp asked;
  private final ReleaseId candidate;
  private int ready;
  private int restarts;
  private Duration time = Duration.ZERO;
  private double requests;

  Warming(JudgePolicy.WarmUp asked, ReleaseId candidate) {
    this.asked = asked;
    this.candidate = candidate;
  }

  boolean warm() {
    return time.compareTo(asked.time()) >= 0 || requests / Math.max(1, ready) >= asked.requests();
  }

  void goOn(double more, Duration covered, PlatformSeen platform) {
    int nowReady = platform.ready(candidate);
    int nowRestarts = platform.instances().stream().filter(i -> i.id().release().equals(candidate))
        .mapToInt(PlatformSeen.Instance::restarts).sum();
    boolean cold = nowReady > ready || nowRestarts > restarts;
    ready = Math.max(ready, nowReady);
    restarts = Math.max(restarts, nowRestarts);
    time = cold ? Duration.ZERO : time.plus(covered);
    requests = cold ? 0 : requests + more;
  }
}
