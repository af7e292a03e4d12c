package dev.slipway.simulator.rule;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.world.World;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** All that is watched in a run. */
public final class Rules {
  private Rules() {}

  /** Lets every rule see the world. */
  public static void watch(World world, Violations violations, BooleanSupplier engineWorks) {
    world.witness(new Intents(world, violations));
    world.witness(new Permission(violations));
    world.witness(new LiveChecks(violations));
    world.witness(new Weights(world, violations));
    world.witness(new Evidence(world, violations, engineWorks));
    world.witness(new ActualShare(world, violations, engineWorks));
    world.witness(new Verdicts(world, violations));
    world.witness(new Instances(world, violations));
    world.witness(new Lies(violations));
    world.witness(new OwnSource(violations));
    world.witness(new OwnTotals(violations));
    world.witness(new ForeignHand(world, violations, engineWorks));
    world.witness(new Emergencies(world, violations));
    world.witness(new Requests(world, violations, engineWorks));
  }

  /** Whether stable, where there is one, has all its instances ready. */
  static boolean whole(TargetState state, PlatformSeen platform) {
    return state.stable().filter(s -> platform.ready(s.id()) < s.run().instances()).isEmpty();
  }

  /** Why the run has not come to rest yet; empty when it has. */
  public static Optional<String> unsettled(World world) {
    TargetState state = world.store().state();
    if (state.rollout().isPresent()) {
      return Optional.of("rollout " + state.rollout().get().id() + " is " + state.rollout().get().phase());
    }
    if (state.queued().isPresent() || state.warm().isPresent()) {
      return Optional.of(state.queued().isPresent() ? "a deploy is queued" : "the release of before is warm");
    }
    RouterSeen router = world.router().truth();
    if (router.override().isPresent()) {
      return Optional.of("the emergency at the router is not answered");
    }
    PlatformSeen platform = world.platform().truth();
    return state.stable().isPresent() ? unsettled(state.stable().get(), platform, router) : empty(platform, router);
  }

  private static Optional<String> empty(PlatformSeen platform, RouterSeen router) {
    boolean empty = platform.instances().isEmpty() && router.table().routes().isEmpty();
    return empty ? Optional.empty() : Optional.of("nothing is deployed, and left are " + platform.instances() + " and " + router.table());
  }

  private static Optional<String> unsettled(Release stable, PlatformSeen platform, RouterSeen router) {
    int wanted = stable.run().instances();
    boolean right = platform.ready(stable.id()) == wanted && platform.instances().size() == wanted;
    if (!right) {
      return Optional.of("instances are not " + wanted + " ready ones of " + stable.id() + " but " + platform.instances());
    }
    boolean routed =
        router.table().routes().size() == 1
            && router.table().weightOf(stable.id()) == 100
            && router.table().preview().isEmpty()
            && router.table().routes().getFirst().backends().stream().noneMatch(b -> b.draining())
            && router.table().routes().getFirst().backends().size() == wanted;
    return routed ? Optional.empty() : Optional.of("the router enforces " + router.table());
  }
}
