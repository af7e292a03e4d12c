package dev.slipway.cli.client;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.server.state.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The token of a server: from a file that its owner alone can read, or from the environment; never from the command line, which all can
 * see.
 */
final class Secret {
  private Secret() {}

  /** Of a server elsewhere, as the environment says. */
  static String ofRemote(Map<String, String> environment) {
    Optional<String> file = set(environment, "SLIPWAY_TOKEN_FILE");
    if (file.isPresent()) {
      return in(Path.of(file.get()));
    }
    return set(environment, "SLIPWAY_TOKEN")
        .orElseThrow(
            () -> new CliException(
                Exit.WRONG_USE,
                "SLW-6005 SLIPWAY_SERVER is set but neither SLIPWAY_TOKEN_FILE nor SLIPWAY_TOKEN is. Nothing was changed. "
                    + "Name a file that holds the token of that server and that you alone can read"));
  }

  private static Optional<String> set(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(t -> !t.isEmpty());
  }

  /** In a file. */
  static String in(Path file) {
    try {
      Optional<String> fault = OwnerOnly.fault(file);
      if (fault.isPresent()) {
        throw new CliException(Exit.WRONG_USE, "SLW-6008 " + fault.get() + " (slipway server token rotate). Nothing was changed");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CliException(Exit.UNREACHED, "SLW-6003 cannot read the token in " + file + " (" + e
          + "). Nothing was changed. Run as the user who started the server", e);
    }
  }
}
