package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ReleaseResolver;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.strategy.Plan;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who takes part in a rehearsal.
 *
 * @param target the target
 * @param stable the release that has all traffic
 * @param candidate the release that is to have it
 * @param policy how the rollout proceeds
 * @param settings where the target is reached
 * @param readyAfter how long an instance takes from its start to its first traffic
 * @param patience how long beyond its bake a step may hold until the rehearsal calls that its end
 */
public record Cast(
    TargetId target, Release stable, Release candidate, Policy policy, TargetSettings settings, Duration readyAfter, Duration patience) {

  /** The cast of an environment, whatever its releases are. */
  public static Cast of(String service, EnvironmentConfig environment, Duration readyAfter, Duration patience) {
    return new Cast(
        new TargetId(service, environment.name()),
        ReleaseResolver.resolve(environment, "stable", new Digest("0".repeat(64))),
        ReleaseResolver.resolve(environment, "candidate", new Digest("1".repeat(64))),
        environment.policy(),
        environment.settings(),
        readyAfter,
        patience);
  }

  /** The same without measurements of the user's own systems, where none were taken down. */
  Cast withoutOwnMetrics() {
    Policy p = policy;
    JudgePolicy j = p.judge();
    JudgePolicy bare =
        new JudgePolicy(
            j.method(), j.alpha(), j.beta(), j.errors(), j.latency(), j.burst(), j.warmUp(), j.leastRequests(), j.leastCoverage(),
            j.splitTolerance(), j.objective(), j.saturation(), j.gates(), j.onInconclusive(), j.onError(), List.of(), List.of(), List.of());
    Policy without =
        new Policy(
            p.strategy(), p.triggers(), p.checks(), p.keepStable(), p.progressDeadline(), p.onNoData(), bare, p.before(), p.after(),
            p.afterRollback());
    return new Cast(target, stable, candidate, without, settings, readyAfter, patience);
  }

  /** The target with stable on all traffic. */
  TargetState begin() {
    return new TargetState(target, Optional.of(settings), Optional.of(stable), Optional.empty(), Optional.empty(), Optional.empty(), 0,
        List.of());
  }

  /** The steps. */
  public Plan plan() {
    return Plan.compile(policy.strategy(), candidate.run().instances(), stable.run().instances());
  }

  /** Whether users are kept on one release, so that only the weight's share of them ever meets the candidate. */
  public boolean sticky() {
    return settings.sticky().isPresent();
  }
}
