package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.analysis.evidence.RateRule;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one rollout's journaled inputs show, counted a second time and apart from the engine. */
final class Recount {
  private static final ReleaseCounts NOTHING = new ReleaseCounts(0, 0, 0, 0, LatencyHistogram.empty());
  private static final double MOST_UNKNOWN = 0.05;
  private static final double Z = 3.090232306167813;

  private final JudgePolicy policy;
  private final Optional<ReleaseId> stable;
  private final ReleaseId candidate;
  private final Baseline before;
  private final Kappa worse = Kappa.worse();
  private final Kappa aboveFloor = Kappa.worse();
  private final List<Kappa> slower = new ArrayList<>();
  private List<Integer> edges = List.of();
  private Kappa asGood = Kappa.better();
  private Kappa belowFloor = Kappa.better();
  private Kappa more = Kappa.worse();
  private Kappa less = Kappa.better();
  private TrafficCounts cursor;
  private double n1;
  private double x1;
  private double n0;
  private double x0;
  private double stepRequests;
  private int ready;
  private int restarts;
  private Duration warmTime = Duration.ZERO;
  private double warmRequests;

  Recount(Rollout rollout, Optional<ReleaseId> stable, Baseline before, TrafficCounts cursor) {
    this.policy = rollout.policy().judge();
    this.stable = stable;
    this.candidate = rollout.candidate().id();
    this.before = before;
    this.cursor = cursor;
  }

  /** Where latencies are looked at; false where that has changed. */
  boolean edges(List<Integer> found) {
    if (edges.isEmpty()) {
      edges = found;
      found.forEach(e -> slower.add(Kappa.worse()));
    }
    return edges.equals(found);
  }

  void nextStep(TrafficCounts from) {
    asGood = Kappa.better();
    belowFloor = Kappa.better();
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
    boolean warm = warmTime.compareTo(policy.warmUp().time()) >= 0 || warmRequests / Math.max(1, ready) >= policy.warmUp().requests();
    boolean burstsKnown = policy.burst().isPresent() || before.knowsLatencyBursts();
    if (warm && burstsKnown && c1.requests() > c0.requests() && s1.requests() > s0.requests()) {
      slow(c0, c1, s0, s1);
    }
    count(c1.requests() - c0.requests(), c1.errors() - c0.errors(), s1.requests() - s0.requests(), s1.errors() - s0.errors(), rollout);
    Duration most = longest(rollout);
    warm(c1.requests() - c0.requests(), since.compareTo(most) > 0 ? most : since, platform);
  }

  /** Longer than this nobody has watched. */
  private static Duration longest(Rollout rollout) {
    Duration asked = Duration.ofSeconds(5);
    for (Trigger trigger : rollout.policy().triggers()) {
      asked = trigger.window().compareTo(asked) < 0 ? trigger.window() : asked;
    }
    return asked.plusMillis(2 * Math.min(500, asked.toMillis()));
  }

  private void warm(double requests, Duration covered, PlatformSeen platform) {
    int nowReady = platform.ready(candidate);
    int nowRestarts = platform.instances().stream().filter(i -> i.id().release().equals(candidate)).mapToInt(PlatformSeen.Instance::restarts).sum();
    boolean cold = nowReady > ready || nowRestarts > restarts;
    ready = Math.max(ready, nowReady);
    restarts = Math.max(restarts, nowRestarts);
    warmTime = cold ? Duration.ZERO : warmTime.plus(covered);
    warmRequests = cold ? 0 : warmRequests + requests;
  }

  private void slow(ReleaseCounts c0, ReleaseCounts c1, ReleaseCounts s0, ReleaseCounts s1) {
    for (int i = 0; i < edges.size(); i++) {
      int late = Math.min(LatencyHistogram.BUCKETS - 1, edges.get(i) + policy.latency().marginBuckets());
      double y = above(c1, late) - above(c0, late);
      double stables = above(s1, edges.get(i)) - above(s0, edges.get(i));
      double candidates = c1.requests() - c0.requests();
      double burst = policy.burst().isPresent() ? policy.burst().getAsDouble() : before.latencyDispersion().get(i).upperBound();
      slower.get(i).see(y / burst, (y + stables) / burst, candidates / (candidates + s1.requests() - s0.requests()));
    }
  }

  private static double above(ReleaseCounts counts, int bucket) {
    return counts.latency().countAbove(LatencyHistogram.edgeNanos(bucket));
  }

  private void count(double requests, double errors, double stableRequests, double stableErrors, Rollout rollout) {
    RateRule rule = policy.errors();
    double burst = policy.burst().orElse(before.errorDispersion().upperBound());
    boolean beside = rollout.weight() < 100 || stableRequests > 0;
    aboveFloor.see(errors / burst, requests / burst, rule.floor());
    if (beside) {
      double all = (errors + stableErrors) / burst;
      worse.see(errors / burst, all, share(rule.worse() * requests, stableRequests));
      asGood.see(errors / burst, all, share(rule.harm() * requests, stableRequests));
      belowFloor.see(errors / burst, requests / burst, rule.harmFloor());
    } else {
      double known = before.requests() + n0;
      double bad = before.errors() + x0;
      double rate = known == 0 ? 0 : bad / known;
      double bound = known == 0 ? MOST_UNKNOWN : (bad / burst + Z * Z / 2 + Z * Math.sqrt(bad / burst + Z * Z / 4)) * burst / known;
      worse.see(errors / burst, requests / burst, Math.min(1, Math.max(rule.floor(), rule.worse() * Math.max(rate, Math.min(bound, MOST_UNKNOWN)))));
      belowFloor.see(errors / burst, requests / burst, Math.min(1, Math.max(rule.harmFloor(), rule.harm() * rate)));
    }
    if (rollout.weight() < 100) {
      double share = rollout.weight() / 100.0;
      more.see(requests, requests + stableRequests, Math.min(1, share * (1 + policy.splitTolerance())));
      less.see(requests, requests + stableRequests, share * (1 - policy.splitTolerance()));
    }
    n1 += requests;
    x1 += errors;
    n0 += stableRequests;
    x0 += stableErrors;
    stepRequests += requests;
  }

  private static double share(double candidate, double stable) {
    return candidate == 0 ? 0 : candidate / (candidate + stable);
  }

  private static boolean fell(ReleaseCounts from, ReleaseCounts to) {
    return to.requests() < from.requests() || to.errors() < from.errors() || to.errors() - from.errors() > to.requests() - from.requests();
  }

  private static ReleaseCounts of(TrafficCounts counts, ReleaseId release) {
    return counts.releases().getOrDefault(release, NOTHING);
  }

  double lnFailing() {
    return Math.min(worse.ln(), aboveFloor.ln());
  }

  double lnPassing() {
    return Kappa.lnMean(asGood.ln(), belowFloor.ln());
  }

  double lnSlower() {
    return slower.isEmpty() ? 0 : Kappa.lnMean(slower.stream().mapToDouble(Kappa::ln).toArray());
  }

  double lnOff() {
    return Kappa.lnMean(more.ln(), less.ln());
  }

  double stepRequests() {
    return stepRequests;
  }

  /** Whether the candidate's share of errors is above stable's at all. */
  boolean worseAtAll() {
    double known = n0 >= 1_000 ? n0 : n0 + before.requests();
    double bad = n0 >= 1_000 ? x0 : x0 + before.errors();
    return known == 0 ? x1 > 0 : x1 * known > bad * n1;
  }
}
