package dev.slipway.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
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

/**
 * Finds the server to speak to: the one named by SLIPWAY_SERVER, else the one of the state folder, which is started in the background
 * when it does not run.
 */
public final class Servers {
  private static final int START_TIMEOUT_SECONDS = 20;
  private static final int POLL_MILLIS = 25;
  private static final FileAttribute<?> OURS = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path state;
  private final Optional<String> url;
  private final Optional<Path> ca;

  /**
   * A finder.
   *
   * @param state state folder of this machine's server
   * @param url a server elsewhere
   * @param ca authorities that vouch for a server's certificate, beside the system's
   */
  public Servers(Path state, Optional<String> url, Optional<Path> ca) {
    this.state = state;
    this.url = url;
    this.ca = ca;
  }

  /** The state folder when none is named. */
  public static Path defaultState() {
    String named = System.getenv("SLIPWAY_STATE");
    return named != null && !named.isBlank() ? Path.of(named) : Path.of(System.getProperty("user.home"), ".slipway");
  }

  /** The server, started where there is none. */
  public Api connect() {
    if (url.isPresent()) {
      return new Api(RemoteAddress.checked(strip(url.get())), Secret.ofRemote(System.getenv()), ca);
    }
    return running().orElseGet(this::start);
  }

  /** The server of the state folder, if it answers. */
  public Optional<Api> running() {
    Path file = state.resolve("server.json");
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      JsonNode server = Api.JSON.readTree(Files.readAllBytes(file));
      boolean alive = ProcessHandle.of(server.path("pid").asLong()).filter(ProcessHandle::isAlive).isPresent();
      if (!alive) {
        return Optional.empty();
      }
      return Optional.of(new Api(strip(server.path("url").asText()), Secret.in(state.resolve("token")), ca));
    } catch (IOException e) {
      throw new CliException(
          Exit.UNREACHED, "SLW-6003 cannot read " + file + " or the token beside it (" + e.getMessage()
              + "). Nothing was changed. Run as the user who started the server", e);
    }
  }

  private Api start() {
    String launcher = System.getProperty("slipway.launcher", "slipway");
    System.err.println("starting the server in the background (state in " + state + ")");
    try {
      Files.createDirectories(state, OURS);
      Process process =
          new ProcessBuilder(List.of("setsid", launcher, "server", "--state", state.toString(), "--port", Integer.toString(port())))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(state.resolve("server.out").toFile()))
              .redirectError(ProcessBuilder.Redirect.appendTo(state.resolve("server.out").toFile()))
              .start();
      return awaitReady(process);
    } catch (IOException e) {
      throw new CliException(Exit.UNREACHED, "SLW-6004 the server could not be started (" + e.getMessage()
          + "). Nothing was changed. Try: slipway server", e);
    }
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

  private Api awaitReady(Process process) throws IOException {
    for (int i = 0; i < START_TIMEOUT_SECONDS * 1000 / POLL_MILLIS; i++) {
      Optional<Api> api = running().filter(Servers::healthy);
      if (api.isPresent()) {
        return api.get();
      }
      if (ended(process)) {
        break;
      }
    }
    Path out = state.resolve("server.out");
    String last = Files.exists(out) ? lastLines(Files.readString(out)) : "";
    throw new CliException(
        process.isAlive() || process.exitValue() != 2 ? Exit.UNREACHED : Exit.WRONG_USE,
        "SLW-6004 the server did not start. Traffic is not affected.\n" + last + "\n  All of it: " + out);
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

  private static String strip(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
