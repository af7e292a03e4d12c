package dev.slipway.adapters.task;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.traffic.Endpoint;
import java.nio.file.Path;

/** Asks an address a suite of checks; handed in by whoever knows how. */
@FunctionalInterface
public interface Asking {

  /**
   * What came of it.
   *
   * @param passed whether none of those that can fail did
   * @param reason what failed and why, empty when it passed
   * @param output a line that counts them, then one for each that did not simply pass
   */
  record Answer(boolean passed, String reason, String output) {}

  /**
   * Asks, and waits for all answers.
   *
   * @param folder where commands run
   */
  Answer ask(TargetId target, Task.Work.Validate work, Endpoint address, Path folder) throws InterruptedException;
}
