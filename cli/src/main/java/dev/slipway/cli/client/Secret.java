package dev.slipway.cli.client;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.server.state.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The token of a server: from a file that its owner alone can read, or from the environment; never from the command line, which all can
 * see.
 */
final class Secret {
  /** A token of the API; its id is no secret. */
  private static final Pattern TOKEN = Pattern.compile("slw_([0-9a-f]{12})_.*");

  private Secret() {}

  /** For this machine's server: the one that is named, that of the environment unless it is for a server elsewhere, or the server's own. */
  static String ofLocal(Optional<Path> named, Map<String, String> environment, Path own) {
    Optional<String> chosen = set(environment, "SLIPWAY_SERVER").isPresent() ? named.map(Secret::in) : chosen(named, environment);
    return chosen.orElseGet(() -> in(own));
  }

  private static Optional<String> chosen(Optional<Path> named, Map<String, String> environment) {
    return named.or(() -> set(environment, "SLIPWAY_TOKEN_FILE").map(Path::of)).map(Secret::in)
        .or(() -> set(environment, "SLIPWAY_TOKEN"));
  }

  /** For a server elsewhere: the one that is named, that of the environment, or that of a sign-in there. */
  static String ofRemote(Optional<Path> named, Map<String, String> environment, String server) {
    return chosen(named, environment).or(() -> SignIns.of(environment).token(server))
        .orElseThrow(
            () -> new CliException(
                Exit.WRONG_USE,
                "SLW-6005 SLIPWAY_SERVER is set but no --token-file, SLIPWAY_TOKEN_FILE or SLIPWAY_TOKEN is, and you are not signed in. "
                    + "Nothing was changed. Run slipway login, or name a file that holds a token and that you alone can read"));
  }

  /** Whether it says who shows it: a token of the API, or a signed one (a JWT, which begins as every JSON object does in base64). */
  static boolean proves(String secret) {
    return secret.startsWith("slw_") || secret.startsWith("ey");
  }

  /** How what others may have read is made to open nothing. */
  private static String change(String secret) {
    Matcher token = TOKEN.matcher(secret);
    return token.matches() ? "slipway token revoke " + token.group(1) : "slipway server token rotate";
  }

  private static Optional<String> set(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(t -> !t.isEmpty());
  }

  /** In a file. */
  static String in(Path file) {
    try {
      Optional<String> fault = OwnerOnly.fault(file);
      if (fault.isPresent()) {
        throw new CliException(Exit.WRONG_USE, "SLW-6008 " + fault.get() + " (" + change(Files.readString(file).strip())
            + "). Nothing was changed");
      }
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new CliException(Exit.WRONG_USE, "SLW-6003 there is no file " + file.toAbsolutePath()
          + " to read a token from. Nothing was changed. Name another one with --token-file or SLIPWAY_TOKEN_FILE", e);
    } catch (IOException e) {
      throw new CliException(Exit.UNREACHED, "SLW-6003 cannot read the token in " + file + " (" + e
          + "). Nothing was changed. Run as the user who started the server", e);
    }
  }
}
