package dev.slipway.engine.store;

import java.util.Optional;

/** A PostgreSQL for all tests of this process that neither stop nor change it: each has a schema of its own. It ends with the process. */
public final class SharedPostgres {
  private static Optional<RealPostgres> running = Optional.empty();

  private SharedPostgres() {}

  /** It, started where it does not run yet. */
  public static synchronized RealPostgres get() {
    if (running.isEmpty()) {
      running = Optional.of(RealPostgres.start());
      Runtime.getRuntime().addShutdownHook(new Thread(running.get()::close));
    }
    return running.get();
  }
}
