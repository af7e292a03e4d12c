package dev.slipway.core.rollout;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.release.Release;
import dev.slipway.core.strategy.Plan;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.util.List;

/** How a release that ran before comes back, and what differs where no traffic is moved. */
final class Returning {
  /** An instance that takes the place of another waits for its end first, which may take as long as its grace. */
  private static final Duration IN_ORDER = Duration.ofMinutes(10);

  private Returning() {}

  /** All of it at once; instance by instance where each takes the place of the one before. */
  static Plan plan(Release candidate, Release stable, TargetSettings settings) {
    int wanted = candidate.run().instances();
    return inOrder(settings)
        ? Plan.compile(new Strategy.Rolling(1, 1, Duration.ZERO), wanted, stable.run().instances())
        : Plan.straight(wanted, stable.run().instances());
  }

  /** With nothing watched on the way. */
  static Policy policy(Release candidate, TargetSettings settings) {
    Duration startup = candidate.run().health().startupDeadline();
    Duration deadline = inOrder(settings) ? startup.plus(IN_ORDER) : startup.plusSeconds(60);
    return new Policy(
        new Strategy.BlueGreen(Duration.ZERO),
        List.of(), List.of(), Duration.ZERO, deadline, Otherwise.PROMOTE, JudgePolicy.TRIGGERS, List.of(), List.of(), List.of());
  }

  private static boolean inOrder(TargetSettings settings) {
    return settings.router().filter(RouterSpec::inOrder).isPresent();
  }

  /** How long the instances of a step may take until they are ready. */
  static Duration startsWithin(Rollout rollout) {
    return inOrder(rollout.settings()) ? rollout.policy().progressDeadline() : rollout.candidate().run().health().startupDeadline();
  }

  /** Whether the instances take their work themselves, so that a way back has no traffic to carry first. */
  static boolean nothingToCarry(Rollout rollout) {
    return rollout.settings().router().filter(r -> !r.movesTraffic()).isPresent();
  }
}
