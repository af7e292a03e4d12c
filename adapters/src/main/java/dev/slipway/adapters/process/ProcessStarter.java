package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Detached;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How a process is brought to life so that it outlives this program. */
interface ProcessStarter {

  /**
   * Starts a command and returns at once. Whether it runs is seen from its claim.
   *
   * @param name unique, for people
   * @param complaints file for what goes wrong before its log is open
   * @param bounds what holds it in
   * @return the process that does the starting; once it is gone without a claim, the start has failed
   */
  Process start(String name, Detached.Command command, Path complaints, Bounds bounds) throws IOException;

  /**
   * What holds a process in.
   *
   * @param stopGrace between SIGTERM and SIGKILL
   * @param memoryLimitBytes most memory, where it can be held
   */
  record Bounds(Duration stopGrace, Optional<Long> memoryLimitBytes) {}

  /** Transient units where systemd runs as the first process, sessions elsewhere. */
  static ProcessStarter ofThisMachine() {
    return SystemdStarter.usable() ? new SystemdStarter() : new SessionStarter();
  }
}
