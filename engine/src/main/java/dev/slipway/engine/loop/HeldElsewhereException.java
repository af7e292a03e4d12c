package dev.slipway.engine.loop;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;

/** Another server holds the lease of a target: it is for that one to carry a command out. Nothing changed. */
public final class HeldElsewhereException extends OutsideException {
  private static final long serialVersionUID = 1L;

  HeldElsewhereException(TargetId target) {
    super("SLW-5010", "another server works on " + target + ". Nothing changed; ask that one");
  }
}
