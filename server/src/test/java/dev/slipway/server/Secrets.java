package dev.slipway.server;

import dev.slipway.engine.store.RealPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** What a server of a test keeps in files. */
final class Secrets {
  private Secrets() {}

  static String token(Path state) {
    try {
      return Files.readString(state.resolve("token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes one that its owner alone can read. */
  static void write(Path file, String secret) throws IOException {
    Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, secret);
  }

  /** Ends the proxy that a server started, if it did, by the process id it keeps. */
  static void endProxy(Path state) throws IOException {
    Path file = state.resolve("proxy/proxy.pid");
    if (Files.exists(file)) {
      ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).ifPresent(ProcessHandle::destroy);
    }
  }

  /** What a server is told by its environment to find the password of a database. */
  static Map<String, String> password(Path home, RealPostgres postgres) {
    Path password = home.resolve("password");
    try {
      if (!Files.exists(password)) {
        write(password, postgres.password().get().orElseThrow());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of("SLIPWAY_DATABASE_PASSWORD_FILE", password.toString());
  }
}
