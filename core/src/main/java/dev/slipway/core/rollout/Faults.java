package dev.slipway.core.rollout;

import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import java.time.Duration;
import java.util.Optional;

/** What turns a rollout round without any verdict: an emergency, dying instances, a phase that takes too long. */
final class Faults {
  private static final int MOST_RESTARTS = 3;
  private static final int MOST_OOM_KILLS = 2;

  private Faults() {}

  /** The first of them that is so. */
  static Optional<Cause> worst(Rollout rollout, Phase.Forward phase, Observation seen) {
    return emergency(seen).or(() -> dying(rollout, seen)).or(() -> tooSlow(rollout, phase, seen)).or(() -> frozen(rollout, seen));
  }

  private static Optional<Cause> frozen(Rollout rollout, Observation seen) {
    return Freezing.sendsBack(rollout) ? Freezing.now(rollout, seen).map(f -> new Cause.Frozen("it ran into a freeze: " + f.window()))
        : Optional.empty();
  }

  static Optional<Cause> emergency(Observation seen) {
    return seen.router().flatMap(RouterSeen::override).map(o -> new Cause.Emergency(o.by(), o.reason()));
  }

  private static Optional<Cause> dying(Rollout rollout, Observation seen) {
    if (seen.platform().isEmpty() || rollout.kind() == Rollout.Kind.ROLLBACK) {
      return Optional.empty();
    }
    int restarts = 0;
    int oomKills = 0;
    String detail = "";
    for (Instance i : seen.platform().get().instances()) {
      if (i.id().release().equals(rollout.candidate().id())) {
        restarts += i.restarts();
        oomKills += i.oomKills().orElse(0);
        detail = i.restarts() > 0 ? i.detail() : detail;
      }
    }
    if (oomKills >= MOST_OOM_KILLS) {
      return Optional.of(
          new Cause.Unhealthy("instances of " + rollout.candidate().version() + " were killed for want of memory " + oomKills + " times ("
              + detail + ")"));
    }
    if (restarts < MOST_RESTARTS) {
      return Optional.empty();
    }
    return Optional.of(new Cause.Unhealthy("instances of " + rollout.candidate().version() + " died " + restarts + " times (" + detail
        + ")"));
  }

  private static Optional<Cause> tooSlow(Rollout rollout, Phase.Forward phase, Observation seen) {
    if (rollout.paused().isPresent()) {
      return Optional.empty();
    }
    Duration taken = Duration.between(phase.since(), seen.at());
    if (phase instanceof Phase.Baking baking) {
      return Checks.tooSlow(rollout, baking, taken);
    }
    if (phase instanceof Phase.Starting && taken.compareTo(Returning.startsWithin(rollout)) > 0) {
      return Optional.of(new Cause.Unhealthy(notReady(rollout, seen, taken)));
    }
    if (taken.compareTo(rollout.policy().progressDeadline()) > 0) {
      return Optional.of(new Cause.TooSlow(phase.word() + " took longer than the progress deadline of "
          + rollout.policy().progressDeadline().toSeconds() + " s"));
    }
    return Optional.empty();
  }

  private static String notReady(Rollout rollout, Observation seen, Duration taken) {
    String detail =
        seen.platform().stream()
            .flatMap(p -> p.instances().stream())
            .filter(i -> i.id().release().equals(rollout.candidate().id()) && i.condition() != Condition.READY)
            .map(Instance::detail)
            .findFirst()
            .orElse("no instance could be started");
    return rollout.candidate().version() + " is not ready after " + taken.toSeconds() + " s: " + detail;
  }
}
