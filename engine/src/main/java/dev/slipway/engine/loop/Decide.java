package dev.slipway.engine.loop;

import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetState;

/** How a loop decides: a pure function, {@link dev.slipway.core.rollout.Decider#decide} wherever it is not itself under test. */
@FunctionalInterface
public interface Decide {
  /** What follows from the committed state and one input. */
  Decision decide(TargetState state, Input input);
}
