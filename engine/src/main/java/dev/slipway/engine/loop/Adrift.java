package dev.slipway.engine.loop;

import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.OutsideException;
import java.util.List;
import java.util.Optional;

/**
 * One target while its store does not answer: what is committed stays in force and nothing gets further, but the candidate is judged on,
 * and one that fails is taken out at the router itself. The router keeps that, so that whoever decides next finds it there and journals the
 * way back, whatever became of this process (docs/adr/0011-several-servers.md). Not thread-safe.
 */
final class Adrift {
  private final Outsides outsides;
  private final Decide decide;
  private Optional<TargetState> committed = Optional.empty();
  private Optional<TargetState> watched = Optional.empty();

  Adrift(Outsides outsides, Decide decide) {
    this.outsides = outsides;
    this.decide = decide;
  }

  /** What to observe for: the committed state, with what was seen since. */
  TargetState watched(TargetState last) {
    if (!committed.equals(Optional.of(last))) {
      committed = Optional.of(last);
      watched = committed;
    }
    return watched.orElse(last);
  }

  /** Judges on what was seen. Returns whether something was done at the router. */
  boolean judge(TargetState state, Observation settled, long epoch, List<Problem> problems) {
    Decision decision = decide.decide(state, new Input.Observed(settled));
    if (state.rollout().isEmpty() || decision.state().rollout().isEmpty()) {
      return false;
    }
    if (goesBack(state, decision.state())) {
      return takeOut(state, decision, settled, epoch, problems);
    }
    if (onlyWatched(state.rollout().get(), decision.state().rollout().get())) {
      watched = Optional.of(decision.state());
    }
    return false;
  }

  private static boolean goesBack(TargetState before, TargetState after) {
    return before.rollout().filter(Rollout::goingBack).isEmpty() && after.rollout().filter(Rollout::goingBack).isPresent();
  }

  private static boolean onlyWatched(Rollout before, Rollout after) {
    boolean same = before.id().equals(after.id()) && before.weight() == after.weight() && before.stepIndex() == after.stepIndex();
    return same && (after.phase() instanceof Phase.Shifting || after.phase() instanceof Phase.Baking);
  }

  private boolean takeOut(TargetState state, Decision decision, Observation seen, long epoch, List<Problem> problems) {
    boolean inTraffic = seen.router().filter(r -> r.override().isEmpty() && weight(state, r) > 0).isPresent();
    if (!inTraffic) {
      return false;
    }
    String why = decision.events().stream().filter(e -> e instanceof Event.WentBack).map(e -> ((Event.WentBack) e).cause().reason())
        .findFirst().orElse("the candidate failed");
    try {
      outsides.of(state).router().emergency(
          state.id(), new RouterSeen.Override("slipway", why + " (decided while the store did not answer)"), epoch);
      return true;
    } catch (OutsideException e) {
      problems.add(new Problem("router", e.code(), e.said()));
      return false;
    }
  }

  private static int weight(TargetState state, RouterSeen router) {
    return router.table().routes().stream().filter(r -> state.rollout().filter(o -> o.candidate().id().equals(r.release())).isPresent())
        .mapToInt(r -> r.weight()).sum();
  }
}
