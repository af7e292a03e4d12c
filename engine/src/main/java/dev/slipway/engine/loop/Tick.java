package dev.slipway.engine.loop;

import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.TargetState;
import java.util.List;
import java.util.Optional;

/**
 * What one turn of the loop came to.
 *
 * @param state the committed state after it
 * @param seen what was observed, absent when another server holds the lease
 * @param problems what outside did not answer or refused
 * @param changed whether something was committed
 * @param acted whether something outside was changed
 */
public record Tick(TargetState state, Optional<Observation> seen, List<Problem> problems, boolean changed, boolean acted) {
  public Tick {
    problems = List.copyOf(problems);
  }
}
