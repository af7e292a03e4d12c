package dev.slipway.engine.loop;

import dev.slipway.core.rollout.TargetState;

/** Finds the outside of a target: which router and platform it is depends on what was committed. */
@FunctionalInterface
public interface Outsides {
  /** The outside of a target in this state; the same for the same state, and cheap enough for every turn. */
  Outside of(TargetState state);
}
