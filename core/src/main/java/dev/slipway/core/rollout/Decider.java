package dev.slipway.core.rollout;

/**
 * What happens next: a pure function of the committed state and one input. Called again with the same two it answers the same, bit for
 * bit; that is what makes the journal a proof.
 */
public final class Decider {
  private Decider() {}

  /** Decides. A state that is returned unchanged, without events, needs no commit. */
  public static Decision decide(TargetState state, Input input) {
    return switch (input) {
      case Input.Commanded c -> Commanding.decide(state, c.command(), c.at());
      case Input.Observed o -> observed(state, o.observation());
    };
  }

  private static Decision observed(TargetState state, Observation seen) {
    if (state.rollout().isEmpty()) {
      return Idle.decide(state, seen);
    }
    Rollout rollout = state.rollout().get();
    return switch (rollout.phase()) {
      case Phase.Forward f -> Advance.decide(state, rollout, f, seen);
      case Phase.GoingBack back -> WayBack.decide(state, rollout, back, seen);
    };
  }
}
