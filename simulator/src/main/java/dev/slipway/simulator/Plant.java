package dev.slipway.simulator;

import dev.slipway.core.spi.Store;
import dev.slipway.engine.loop.Decide;
import dev.slipway.engine.loop.Outside;

/** A bug put into the engine on purpose, between it and what it decides by, commits to and acts on. */
public interface Plant {
  /** No bug. */
  Plant NONE = new Plant() {};

  /** How the loop decides. */
  default Decide decide(Decide right) {
    return right;
  }

  /** What the loop acts on. */
  default Outside outside(Outside right) {
    return right;
  }

  /** What the loop commits to. */
  default Store store(Store right) {
    return right;
  }
}
