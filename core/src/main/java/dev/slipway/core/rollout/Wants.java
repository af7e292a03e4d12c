package dev.slipway.core.rollout;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a state wants to be true: instances of each release and the traffic split. A pure function of the state.
 *
 * @param groups instances wanted of each release, in the order in which they may start
 * @param weights share of traffic of each release, summing to 100, or empty when nothing may get any
 * @param maxInstances most instances that may exist together while starting
 * @param preview the release that the preview address leads to
 * @param stable the release that an emergency sends everything to
 */
public record Wants(
    Map<ReleaseId, Group> groups,
    Map<ReleaseId, Integer> weights,
    int maxInstances,
    Optional<ReleaseId> preview,
    Optional<ReleaseId> stable) {

  /**
   * Instances wanted of a release.
   *
   * @param instances how many
   * @param mayStart whether missing ones are started; on the way back a candidate only keeps what it has
   */
  public record Group(Release release, int instances, boolean mayStart) {}

  /** What this state wants. */
  public static Wants of(TargetState state) {
    Map<ReleaseId, Group> groups = new LinkedHashMap<>();
    Map<ReleaseId, Integer> weights = new LinkedHashMap<>();
    if (state.rollout().filter(r -> !r.awaiting()).isEmpty()) {
      state.stable().ifPresent(s -> settle(s, groups, weights));
      state.warm().ifPresent(w -> groups.putIfAbsent(w.release().id(), whole(w.release())));
      return new Wants(groups, weights, Integer.MAX_VALUE, Optional.empty(), state.stable().map(Release::id));
    }
    return underWay(state, state.rollout().get(), groups, weights);
  }

  private static Wants underWay(
      TargetState state, Rollout rollout, Map<ReleaseId, Group> groups, Map<ReleaseId, Integer> weights) {
    ReleaseId candidate = rollout.candidate().id();
    state.stable().ifPresent(s -> groups.put(s.id(), new Group(s, stableInstances(rollout, s), true)));
    int candidates = candidateInstances(rollout);
    if (candidates > 0) {
      groups.put(candidate, new Group(rollout.candidate(), candidates, !rollout.goingBack()));
    }
    state.warm().filter(w -> !w.release().id().equals(candidate)).ifPresent(w -> groups.putIfAbsent(w.release().id(), whole(w.release())));
    if (rollout.weight() > 0) {
      weights.put(candidate, rollout.weight());
    }
    if (rollout.weight() < 100) {
      state.stable().ifPresent(s -> weights.put(s.id(), 100 - rollout.weight()));
    }
    boolean lastStepDone = state.stable().isEmpty() && rollout.weight() == 100;
    return new Wants(
        groups,
        weights,
        rollout.goingBack() ? Integer.MAX_VALUE : rollout.step().maxInstances(),
        rollout.goingBack() ? Optional.empty() : Optional.of(candidate),
        lastStepDone ? Optional.of(candidate) : state.stable().map(Release::id));
  }

  /** A rolling step lets go of stable instances once its candidates have their traffic; hooks and the way back want all of them. */
  private static int stableInstances(Rollout rollout, Release stable) {
    return switch (rollout.phase()) {
      case Phase.Awaiting a -> stable.run().instances();
      case Phase.BeforeHooks h -> stable.run().instances();
      case Phase.Starting s -> rollout.plan().stableWhileStarting(rollout.stepIndex(), stable.run().instances());
      case Phase.Checking c -> rollout.plan().stableWhileStarting(rollout.stepIndex(), stable.run().instances());
      case Phase.Shifting s -> rollout.plan().stableWhileStarting(rollout.stepIndex(), stable.run().instances());
      case Phase.Baking b -> rollout.step().stableInstances();
      case Phase.AfterHooks h -> rollout.step().stableInstances();
      case Phase.GoingBack g -> stable.run().instances();
    };
  }

  /** On the way back the candidate keeps its instances until none of them has traffic. */
  private static int candidateInstances(Rollout rollout) {
    return switch (rollout.phase()) {
      case Phase.Awaiting a -> 0;
      case Phase.BeforeHooks h -> 0;
      case Phase.Starting s -> rollout.step().candidateInstances();
      case Phase.Checking c -> rollout.step().candidateInstances();
      case Phase.Shifting s -> rollout.step().candidateInstances();
      case Phase.Baking b -> rollout.step().candidateInstances();
      case Phase.AfterHooks h -> rollout.step().candidateInstances();
      case Phase.GoingBack g -> g.stage() == Phase.Stage.TRAFFIC ? rollout.candidate().run().instances() : 0;
    };
  }

  private static void settle(Release stable, Map<ReleaseId, Group> groups, Map<ReleaseId, Integer> weights) {
    groups.put(stable.id(), whole(stable));
    weights.put(stable.id(), 100);
  }

  private static Group whole(Release release) {
    return new Group(release, release.run().instances(), true);
  }
}
