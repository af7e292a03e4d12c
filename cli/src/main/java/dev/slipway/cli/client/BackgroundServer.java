package dev.slipway.cli.client;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.server.ServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** This machine's server, started in the background where it does not run. */
final class BackgroundServer {
  private static final int START_TIMEOUT_SECONDS = 20;
  private static final int POLL_MILLIS = 25;
  /** How a server says that it cannot listen. */
  private static final String PORT_TAKEN = "SLW-5125";
  private static final FileAttribute<?> OURS = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path state;
  private final Supplier<Optional<Api>> running;

  BackgroundServer(Path state, Supplier<Optional<Api>> running) {
    this.state = state;
    this.running = running;
  }

  Api start() {
    System.err.println("starting the server in the background (state in " + state + ")");
    try {
      Files.createDirectories(state, OURS);
      int port = port();
      Process process = launch(port);
      Optional<Api> api = ready(process);
      if (api.isEmpty() && port != 0 && said().contains(PORT_TAKEN)) {
        // Somebody has taken the usual one since it was looked at.
        process = launch(0);
        api = ready(process);
      }
      return api.orElseThrow(notStarted(process));
    } catch (IOException e) {
      throw new CliException(Exit.UNREACHED, "SLW-6004 the server could not be started (" + e.getMessage()
          + "). Nothing was changed. Try: slipway server", e);
    }
  }

  private Process launch(int port) throws IOException {
    String launcher = System.getProperty("slipway.launcher", "slipway");
    return new ProcessBuilder(List.of("setsid", launcher, "server", "--state", state.toString(), "--port", Integer.toString(port)))
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(out().toFile()))
        .redirectError(ProcessBuilder.Redirect.appendTo(out().toFile()))
        .start();
  }

  private Path out() {
    return state.resolve("server.out");
  }

  /** Its last lines. */
  private String said() throws IOException {
    return Files.exists(out()) ? lastLines(Files.readString(out())) : "";
  }

  /** The usual one; any other where somebody has it, for clients find the server by its state folder. */
  private static int port() {
    try (ServerSocket trial = new ServerSocket()) {
      trial.setReuseAddress(true);
      trial.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ServerOptions.DEFAULT_PORT));
      return ServerOptions.DEFAULT_PORT;
    } catch (IOException e) {
      return 0; // Taken: that is the answer, not a fault.
    }
  }

  private Optional<Api> ready(Process process) {
    for (int i = 0; i < START_TIMEOUT_SECONDS * 1000 / POLL_MILLIS; i++) {
      Optional<Api> api = running.get().filter(BackgroundServer::healthy);
      if (api.isPresent() || ended(process)) {
        return api;
      }
    }
    return Optional.empty();
  }

  private Supplier<CliException> notStarted(Process process) throws IOException {
    String last = said();
    return () -> new CliException(
        process.isAlive() || process.exitValue() != 2 ? Exit.UNREACHED : Exit.WRONG_USE,
        "SLW-6004 the server did not start. Traffic is not affected.\n" + last + "\n  All of it: " + out());
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static boolean healthy(Api api) {
    try {
      return api.get("/health").has("status");
    } catch (CliException e) {
      return e.exit() != Exit.UNREACHED;
    }
  }

  private static String lastLines(String text) {
    List<String> lines = text.strip().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }
}
