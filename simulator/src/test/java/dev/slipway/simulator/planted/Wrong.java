package dev.slipway.simulator.planted;

import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.engine.loop.Decide;
import dev.slipway.simulator.Plant;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The ways in which a decision is made wrong: from another state, from another observation, or changed afterwards. */
final class Wrong {
  private Wrong() {}

  /** Changes what was decided. */
  interface Change {
    Decision change(TargetState before, Input input, Decision right);
  }

  /** Changes the rollout that is decided about; {@code at} is when. */
  interface Belief {
    Rollout believe(Rollout rollout, Instant at);
  }

  /** Changes what is seen. */
  interface Look {
    Observation look(TargetState state, Observation seen);
  }

  static Plant decided(Change change) {
    return planted(right -> (state, input) -> change.change(state, input, right.decide(state, input)));
  }

  static Plant believed(Belief belief) {
    return planted(
        right -> (state, input) -> {
          if (!(input instanceof Input.Observed(Observation seen)) || state.rollout().isEmpty()) {
            return right.decide(state, input);
          }
          TargetState believed = state.with(belief.believe(state.rollout().get(), seen.at()));
          Decision decision = right.decide(believed, input);
          boolean nothing = decision.state().equals(believed) && decision.events().isEmpty();
          return nothing ? Decision.none(state) : restored(state.rollout().get(), decision);
        });
  }

  /** What was believed of its policy only for the moment is not kept. */
  private static Decision restored(Rollout before, Decision decision) {
    return decision
        .state()
        .rollout()
        .filter(r -> r.id().equals(before.id()))
        .map(r -> new Decision(decision.state().with(as(r, before)), decision.events(), decision.refusal()))
        .orElse(decision);
  }

  static Plant seen(Look look) {
    return planted(
        right -> (state, input) ->
            input instanceof Input.Observed(Observation seen)
                ? right.decide(state, new Input.Observed(look.look(state, seen)))
                : right.decide(state, input));
  }

  static Plant planted(UnaryOperator<Decide> decide) {
    return new Plant() {
      @Override
      public Decide decide(Decide right) {
        return decide.apply(right);
      }
    };
  }

  static Observation platform(Observation seen, UnaryOperator<PlatformSeen> change) {
    return new Observation(seen.at(), seen.platform().map(change), seen.router(), seen.counts(), seen.before(), seen.own(),
        seen.task(), seen.wall());
  }

  static Observation router(Observation seen, UnaryOperator<RouterSeen> change) {
    return new Observation(seen.at(), seen.platform(), seen.router().map(change), seen.counts(), seen.before(), seen.own(),
        seen.task(), seen.wall());
  }

  static Observation counting(Observation seen, Optional<TrafficCounts> counts) {
    return new Observation(seen.at(), seen.platform(), seen.router(), counts, seen.before(), seen.own(), seen.task(), seen.wall());
  }

  static Policy judging(Policy p, Otherwise onNoData) {
    return new Policy(
        p.strategy(), p.triggers(), p.checks(), p.keepStable(), p.progressDeadline(), onNoData, p.judge(), p.before(), p.after(),
        p.afterRollback());
  }

  private static Rollout as(Rollout r, Rollout before) {
    return new Rollout(
        r.id(), r.kind(), r.candidate(), r.plan(), before.policy(), r.settings(), before.attempt(), r.by(), r.startedAt(), r.phase(),
        r.weight(), r.watching(), r.paused(), r.approval(), r.clearance());
  }

  static Rollout with(Rollout r, Policy policy) {
    return new Rollout(
        r.id(), r.kind(), r.candidate(), r.plan(), policy, r.settings(), r.attempt(), r.by(), r.startedAt(), r.phase(), r.weight(),
        r.watching(), r.paused(), r.approval(), r.clearance());
  }

  static Optional<Rollout> goingBack(TargetState state) {
    return state.rollout().filter(Rollout::goingBack);
  }
}
