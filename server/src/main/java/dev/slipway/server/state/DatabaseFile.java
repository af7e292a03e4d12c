package dev.slipway.server.state;

import dev.slipway.engine.store.PostgresAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Which database holds what a state folder would otherwise hold itself, in a file of it; and how to sign in there. */
public final class DatabaseFile {
  private static final String NAME = "database";
  private static final String PASSWORD_FILE = "SLIPWAY_DATABASE_PASSWORD_FILE";

  private DatabaseFile() {}

  /** The address in a folder, where it has one. */
  public static Optional<PostgresAddress> in(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      return Files.exists(file) ? Optional.of(PostgresAddress.parse(Files.readString(file).strip())) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("SLW-5122 " + file + " cannot be read", e);
    }
  }

  /** From now on the state of this folder is there. */
  public static void write(StateFolder folder, PostgresAddress address) {
    folder.write(NAME, address.url() + "\n");
  }

  /**
   * The password, read at each connection: from the file that SLIPWAY_DATABASE_PASSWORD_FILE names, else PGPASSWORD. Without either the
   * driver looks into the file that PGPASSFILE names, and into ~/.pgpass.
   */
  public static Supplier<Optional<String>> password(Map<String, String> environment) {
    Optional<Path> file = Optional.ofNullable(environment.get(PASSWORD_FILE)).filter(f -> !f.isBlank()).map(Path::of);
    return () -> file.map(DatabaseFile::secret).or(() -> Optional.ofNullable(environment.get("PGPASSWORD")));
  }

  private static String secret(Path file) {
    try {
      Optional<String> fault = OwnerOnly.fault(file);
      if (fault.isPresent()) {
        throw new IllegalStateException(fault.get());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the password of the database cannot be read from " + file + " (" + PASSWORD_FILE + "): " + e, e);
    }
  }
}
