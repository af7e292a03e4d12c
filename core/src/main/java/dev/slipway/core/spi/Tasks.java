package dev.slipway.core.spi;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.traffic.Endpoint;
import java.util.Optional;

/** Runs one-off effects and remembers how they ended, also over a crash of the engine. */
public interface Tasks {

  /** What became of a task. */
  Task.Outcome outcome(TargetId target, Task task);

  /**
   * Starts a task that was journaled before, and returns at once. A task that was started already is not started again.
   *
   * <p>Failures are {@link OutsideException}.
   *
   * @param address where checks are asked: the candidate's preview, or the live address
   * @param epoch an epoch below the highest seen for the target is refused: a server that slept must not run a hook of a
   *     rollout that is over
   */
  void start(TargetId target, Task task, Optional<Endpoint> address, long epoch);
}
