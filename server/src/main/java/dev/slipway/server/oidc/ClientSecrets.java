package dev.slipway.server.oidc;

import dev.slipway.server.problem.Refused;
import dev.slipway.server.state.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets of Slipway at providers that want one, each in a file that is read whenever it is needed: a new one counts at once, and the
 * journal knows none.
 *
 * @param files by the address of the issuer
 */
public record ClientSecrets(Map<String, Path> files) {
  /** No provider wants one. */
  public static final ClientSecrets NONE = new ClientSecrets(Map.of());

  public ClientSecrets {
    files = Map.copyOf(files);
  }

  /** Why one of them cannot be used, if so. */
  public Optional<String> fault() {
    return files.values().stream().map(ClientSecrets::fault).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> fault(Path file) {
    try {
      return OwnerOnly.fault(file).or(() -> Optional.of(file + " is empty").filter(f -> text(file).isEmpty()));
    } catch (IOException e) {
      return Optional.of(file + " cannot be read: " + e);
    }
  }

  /** That for an issuer; nothing where it wants none. */
  Optional<String> of(String issuer) {
    Optional<Path> file = Optional.ofNullable(files.get(issuer));
    file.flatMap(ClientSecrets::fault).ifPresent(fault -> {
      throw new Refused(Refused.Kind.AWAY, "SLW-5175", "what proves this server to the identity provider cannot be used: " + fault
          + ". Nothing changed; traffic stays as it is", "Tell who runs the server");
    });
    return file.map(ClientSecrets::text);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return ""; // Which is told as one that is empty.
    }
  }
}
