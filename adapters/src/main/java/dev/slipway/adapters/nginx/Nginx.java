package dev.slipway.adapters.nginx;

import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An nginx as a program: Slipway's own, or a team's that includes a file. */
interface Nginx {
  Duration CHECK_LIMIT = Duration.ofSeconds(10);
  Duration SIGNAL_LIMIT = Duration.ofSeconds(5);

  /** Lets nginx read the whole configuration with this text in the place of the live file, which stays as it is; throws what it says. */
  void check(String candidate, Optional<String> live) throws IOException;

  /** The running master; nothing where it does not run. */
  Optional<Master> master() throws IOException;

  /** Asks a master to read its configuration again. That it was asked says nothing of what it serves then. */
  void reload(Master master);

  /** Lets go of the target's addresses, once the live file does not name them any more; requests in flight finish. */
  void takeDown(Master master);

  /** Starts it on the live file. */
  void start() throws IOException;

  /** Sends a signal by the shell, for Java knows two of them only. */
  static void signal(Commands commands, String name, long pid) {
    Commands.Ended ended = commands.run(List.of("/bin/sh", "-c", "kill -" + name + " \"$1\"", "sh", Long.toString(pid)), SIGNAL_LIMIT);
    if (ended.exit() != 0) {
      throw new OutsideException("SLW-4209", "nginx (process " + pid + ") was not reloaded: " + ended.brief()
          + ". Traffic stays as it is. Run Slipway as nginx's own user, or say how it may be reloaded: router: { nginx: { reload: sudo "
              + "systemctl reload nginx } }");
    }
  }
}
