package dev.slipway.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /** Ends the proxy that a server started, by the process id it keeps. */
  static void endProxy(Path state) throws IOException {
    long pid = Long.parseLong(Files.readString(state.resolve("proxy/proxy.pid")).strip());
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
  }
}
