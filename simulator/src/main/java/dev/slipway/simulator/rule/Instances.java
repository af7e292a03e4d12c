package dev.slipway.simulator.rule;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.Wants;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.world.Witness;
import dev.slipway.simulator.world.World;
import java.util.Optional;

/** The way back runs (7) with enough capacity (11), only what is out of traffic is stopped (17), only what was decided is started (4). */
final class Instances implements Witness {
  private final World world;
  private final Violations violations;

  Instances(World world, Violations violations) {
    this.world = world;
    this.violations = violations;
  }

  @Override
  public void started(InstanceId instance, long epoch) {
    if (epoch < world.store().epoch()) {
      return;
    }
    TargetState state = world.store().state();
    Wants wants = Wants.of(state);
    if (!wants.groups().containsKey(instance.release())) {
      violations.broken("4", instance + " was started, which no committed state wants");
    }
    long running = world.platform().truth().instances().stream().filter(i -> wants.groups().containsKey(i.id().release())).count();
    if (running > wants.maxInstances()) {
      violations.broken("11", running + " instances run together, more than the " + wants.maxInstances() + " of the plan");
    }
  }

  @Override
  public void stopping(InstanceId instance, long epoch) {
    if (world.router().sendsTo(instance)) {
      violations.broken("17", instance + " is stopped while the router may send requests to it");
    }
    if (world.router().busy(instance)) {
      violations.broken("17", instance + " is stopped while it has requests");
    }
    if (epoch < world.store().epoch()) {
      return;
    }
    TargetState state = world.store().state();
    int left = left(instance.release()) - 1;
    int needed = needed(state, instance.release());
    if (left < needed) {
      String invariant = state.rollout().isPresent() ? "11" : "7";
      violations.broken(invariant, instance + " is stopped, which leaves " + left + " of " + needed + " instances for all traffic");
    }
  }

  private int left(ReleaseId release) {
    int left = 0;
    for (Instance i : world.platform().truth().instances()) {
      left += i.id().release().equals(release) && i.condition() != Condition.STOPPING ? 1 : 0;
    }
    return left;
  }

  private static int needed(TargetState state, ReleaseId release) {
    Optional<Release> stable = state.stable().filter(s -> s.id().equals(release));
    if (stable.isPresent()) {
      return stable.get().run().instances() - state.rollout().map(r -> spared(r, stable.get())).orElse(0);
    }
    boolean deployedAnew = state.rollout().filter(r -> r.candidate().id().equals(release)).isPresent();
    return state.warm().filter(w -> !deployedAnew && w.release().id().equals(release)).map(w -> w.release().run().instances()).orElse(0);
  }

  /** How many stable instances a plan may be without at this point: in a step that is not in force yet no more than it needs room for. */
  private static int spared(Rollout rollout, Release stable) {
    int all = stable.run().instances();
    int step = rollout.stepIndex();
    int before = step == 0 ? all : rollout.plan().steps().get(step - 1).stableInstances();
    int room = rollout.step().maxInstances() - rollout.step().candidateInstances();
    boolean inForce = rollout.phase() instanceof Phase.Baking || rollout.phase() instanceof Phase.AfterHooks;
    boolean untouched = rollout.goingBack() || rollout.awaiting() || rollout.phase() instanceof Phase.BeforeHooks;
    int kept = inForce ? rollout.step().stableInstances() : Math.min(before, Math.max(room, rollout.step().stableInstances()));
    return untouched ? 0 : all - kept;
  }
}
