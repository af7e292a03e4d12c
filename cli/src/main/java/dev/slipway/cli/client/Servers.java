package dev.slipway.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the server to speak to: the one named by SLIPWAY_SERVER, else the one of the state folder, which is started in the background
 * when it does not run.
 */
public final class Servers {
  private final Path state;
  private final Optional<String> url;
  private final Optional<Path> ca;
  private final Optional<Path> tokenFile;

  /**
   * A finder.
   *
   * @param state state folder of this machine's server
   * @param url a server elsewhere
   * @param ca authorities that vouch for a server's certificate, beside the system's
   * @param tokenFile holds the credential to show; that of the environment, or of this machine's server, when absent
   */
  public Servers(Path state, Optional<String> url, Optional<Path> ca, Optional<Path> tokenFile) {
    this.state = state;
    this.url = url;
    this.ca = ca;
    this.tokenFile = tokenFile;
  }

  /** A finder of this machine's server that shows that one's own token. */
  public Servers(Path state) {
    this(state, Optional.empty(), Optional.empty(), Optional.of(state.resolve("token")));
  }

  /** The state folder when none is named. */
  public static Path defaultState() {
    String named = System.getenv("SLIPWAY_STATE");
    return named != null && !named.isBlank() ? Path.of(named) : Path.of(System.getProperty("user.home"), ".slipway");
  }

  /** The server, started where there is none. */
  public Api connect() {
    if (url.isPresent()) {
      return new Api(RemoteAddress.checked(url()), Secret.ofRemote(tokenFile, System.getenv(), url()), ca);
    }
    return running().orElseGet(() -> new BackgroundServer(state, this::running).start());
  }

  /** The address of the server elsewhere that is named. */
  public String url() {
    return url.map(Servers::strip).orElseThrow(() -> new CliException(
        Exit.WRONG_USE, "SLW-6089 people sign in at a server elsewhere, and SLIPWAY_SERVER names none. Nothing was changed. "
            + "This machine's own server takes the token in its state folder"));
  }

  /** The same server for somebody who shows nothing. */
  public Api stranger() {
    return new Api(RemoteAddress.checked(url()), "", ca);
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
      String secret = Secret.ofLocal(tokenFile, System.getenv(), state.resolve("token"));
      return Optional.of(new Api(strip(server.path("url").asText()), secret, ca));
    } catch (IOException e) {
      throw new CliException(
          Exit.UNREACHED, "SLW-6003 cannot read " + file + " or the token beside it (" + e.getMessage()
              + "). Nothing was changed. Run as the user who started the server", e);
    }
  }

  private static String strip(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
