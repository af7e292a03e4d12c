package dev.slipway.core.rollout;

import dev.slipway.core.analysis.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way forward: what ends each phase, and what turns the rollout round. */
final class Advance {
  private Advance() {}

  static Decision decide(TargetState state, Rollout rollout, Phase.Forward phase, Observation seen) {
    Optional<Cause> bad = Faults.worst(rollout, phase, seen);
    if (bad.isPresent()) {
      return WayBack.turn(state, rollout, bad.get(), seen);
    }
    Judging.Measured measured = Judging.measure(state, rollout, seen);
    if (measured.verdict().orElse(null) instanceof Verdict.Failing failing) {
      Decision turned = WayBack.turn(state, measured.rollout(), new Cause.Judged(failing.reason()), seen);
      List<Event> events = new ArrayList<>(List.of(new Event.Judged(rollout.stepIndex(), failing)));
      events.addAll(turned.events());
      return Decision.of(turned.state(), events);
    }
    Rollout now = measured.rollout();
    TargetState watched = state.with(now);
    return switch (phase) {
      case Phase.BeforeHooks h -> TaskPhases.afterTask(watched, now, h.task(), seen, TaskPhases::afterBeforeHook);
      case Phase.Starting s -> Steps.starting(watched, now, s, seen);
      case Phase.Checking c -> TaskPhases.afterTask(watched, now, c.task(), seen, TaskPhases::afterChecks);
      case Phase.Shifting s -> Steps.shifting(watched, now, s, seen);
      case Phase.Baking b -> Checks.baking(watched, now, b, measured.verdict(), seen);
      case Phase.AfterHooks h -> TaskPhases.afterTask(watched, now, h.task(), seen, TaskPhases::afterAfterHook);
    };
  }
}
