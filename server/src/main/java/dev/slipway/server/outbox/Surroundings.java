package dev.slipway.server.outbox;

import dev.slipway.core.spi.Notifier;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * What the work on every lane stands in.
 *
 * @param owner unique to this run of a server
 * @param isEnding whether the server ends
 */
record Surroundings(
    Notifier notifier, Patience patience, String owner, InstantSource wall, RandomGenerator dice, BooleanSupplier isEnding) {

  boolean ending() {
    return isEnding.getAsBoolean();
  }
}
