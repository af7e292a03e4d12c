package dev.slipway.cli.rehearse;

import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.client.WrittenEnvironment;
import dev.slipway.simulator.rehearsal.Cast;
import java.time.Duration;

/** Finds in a slipway.yaml who takes part in a rehearsal. */
public final class WrittenCast {
  private WrittenCast() {}

  /**
   * The cast of an environment.
   *
   * @param target ENV or SERVICE/ENV
   */
  public static Cast of(ConfigFile file, String target, Duration readyAfter, Duration patience) {
    WrittenEnvironment written = WrittenEnvironment.of(file, target);
    Duration deadline = written.config().health().startupDeadline();
    return Cast.of(written.target().service(), written.config(), readyAfter.compareTo(deadline) > 0 ? deadline : readyAfter, patience);
  }
}
