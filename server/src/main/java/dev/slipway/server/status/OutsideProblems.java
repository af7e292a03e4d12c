package dev.slipway.server.status;

import dev.slipway.core.rollout.ForeignChanges;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.loop.Tick;
import dev.slipway.server.deploy.Routers;
import dev.slipway.server.view.TargetStatus.OutsideProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong outside of a target's own instances: the router changed by somebody else, not answering, fallen and started again. */
public final class OutsideProblems {
  private OutsideProblems() {}

  static List<OutsideProblem> of(TargetState state, Optional<Tick> tick, List<Routers.Trouble> troubles) {
    Stream<OutsideProblem> fallen = troubles.stream().map(OutsideProblems::of);
    return Stream.concat(met(state, tick), fallen).distinct().toList();
  }

  /** What the loop over the target met. */
  public static Stream<OutsideProblem> met(TargetState state, Optional<Tick> tick) {
    Stream<OutsideProblem> foreign = state.foreign().filter(f -> ForeignChanges.holds(state)).stream()
        .map(f -> new OutsideProblem("router", "SLW-2017", ForeignChanges.told(state, f)));
    Stream<OutsideProblem> met = tick.stream().flatMap(t -> t.problems().stream())
        .map(p -> new OutsideProblem(p.part(), p.code(), p.message()));
    return Stream.concat(foreign, met).distinct();
  }

  /** What befell the process of its router. */
  public static OutsideProblem of(Routers.Trouble trouble) {
    return new OutsideProblem("router", trouble.code(), trouble.message());
  }
}
