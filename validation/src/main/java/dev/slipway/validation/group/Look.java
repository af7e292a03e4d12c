package dev.slipway.validation.group;

import dev.slipway.validation.Finding;
import dev.slipway.validation.ask.NoAnswer;

/** Looks at a service once. */
@FunctionalInterface
public interface Look {
  /** What it comes to; a request without an answer is a failure of its own. */
  Finding look(Around around) throws NoAnswer, InterruptedException;
}
