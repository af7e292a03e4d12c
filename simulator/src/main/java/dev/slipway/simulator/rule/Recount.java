package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one rollout's journaled inputs show, counted a second time and apart from the engine. */
final class Recount {
  private static final ReleaseCounts NOTHING = new ReleaseCounts(0, 0, 0, 0, LatencyHistogram.empty());

  private final JudgePolicy policy;
  private final Optional<ReleaseId> stable;
  private final ReleaseId candidate;
  private final Failures failures;
  private final Slowness slowness;
  private final Warming warming;
  private Kappa more = Kappa.worse();
  private Kappa less = Kappa.better();
  private TrafficCounts cursor;
  private double stepRequests;

  Recount(Rollout rollout, Optional<ReleaseId> stable, Baseline before, TrafficCounts cursor) {
    this.policy = rollout.policy().judge();
    this.stable = stable;
    this.candidate = rollout.candidate().id();
    this.failures = new Failures(policy, before);
    this.slowness = new Slowness(policy, before);
    this.warming = new Warming(policy.warmUp(), candidate);
    this.cursor = cursor;
  }

  /** Where latencies are looked at; false where that has changed. */
  boolean edges(List<Integer> found) {
    return slowness.edges(found);
  }

  void nextStep(TrafficCounts from) {
    failures.nextStep();
    more = Kappa.worse();
    less = Kappa.better();
    stepRequests = 0;
    cursor = from;
  }

  /** A batch up to these counts, where it could be counted. */
  void batch(Optional<TrafficCounts> seen, Rollout rollout, Duration since, PlatformSeen platform) {
    TrafficCounts from = cursor;
    cursor = seen.orElse(cursor);
    if (seen.isEmpty() || !seen.get().boot().equals(from.boot())) {
      return;
    }
    ReleaseCounts c0 = of(from, candidate);
    ReleaseCounts c1 = of(seen.get(), candidate);
    ReleaseCounts s0 = stable.map(s -> of(from, s)).orElse(NOTHING);
    ReleaseCounts s1 = stable.map(s -> of(seen.get(), s)).orElse(NOTHING);
    if (fell(c0, c1) || fell(s0, s1)) {
      return;
    }
    if (warming.warm() && c1.requests() > c0.requests() && s1.requests() > s0.requests()) {
      slowness.see(c0, c1, s0, s1);
    }
    count(c1.requests() - c0.requests(), c1.errors() - c0.errors(), s1.requests() - s0.requests(), s1.errors() - s0.errors(), rollout);
    Duration most = longest(rollout);
    warming.goOn(c1.requests() - c0.requests(), since.compareTo(most) > 0 ? most : since, platform);
  }

  /** Longer than this nobody has watched. */
  private static Duration longest(Rollout rollout) {
    Duration asked = Duration.ofSeconds(5);
    for (Trigger trigger : rollout.policy().triggers()) {
      asked = trigger.window().compareTo(asked) < 0 ? trigger.window() : asked;
    }
    return asked.plusMillis(2 * Math.min(500, asked.toMillis()));
  }

  private void count(double requests, double errors, double stableRequests, double stableErrors, Rollout rollout) {
    boolean beside = rollout.weight() < 100 || stableRequests > 0;
    failures.see(requests, errors, stableRequests, stableErrors, beside);
    if (rollout.weight() < 100) {
      double share = rollout.weight() / 100.0;
      more.see(requests, requests + stableRequests, Math.min(1, share * (1 + policy.splitTolerance())));
      less.see(requests, requests + stableRequests, share * (1 - policy.splitTolerance()));
    }
    stepRequests += requests;
  }

  private static boolean fell(ReleaseCounts from, ReleaseCounts to) {
    return to.requests() < from.requests() || to.errors() < from.errors() || to.errors() - from.errors() > to.requests() - from.requests();
  }

  private static ReleaseCounts of(TrafficCounts counts, ReleaseId release) {
    return counts.releases().getOrDefault(release, NOTHING);
  }

  double lnFailing() {
    return failures.lnFailing();
  }

  double lnPassing() {
    return failures.lnPassing();
  }

  double lnSlower() {
    return slowness.ln();
  }

  double lnOff() {
    return Kappa.lnMean(more.ln(), less.ln());
  }

  double stepRequests() {
    return stepRequests;
  }

  /** Whether the candidate's share of errors is above stable's at all. */
  boolean worseAtAll() {
    return failures.worseAtAll();
  }
}
