package dev.slipway.cli.command;

import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.Servers;
import dev.slipway.server.state.Place;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that every command that speaks to a server has. */
final class Common {
  @Option(names = "--json", description = "print JSON and nothing else on standard output")
  boolean json;

  @Option(names = "--state", paramLabel = "DIR",
      description = "state folder of this machine's server (default: SLIPWAY_STATE or ~/.slipway)")
  Optional<Path> state = Optional.empty();

  @Option(names = "--ca", paramLabel = "FILE",
      description = "authorities that vouch for a server's certificate, PEM (default: SLIPWAY_CA, or the system's)")
  Optional<Path> ca = Optional.empty();

  @Option(names = "--token-file", paramLabel = "FILE",
      description = "holds the token to show (default: SLIPWAY_TOKEN_FILE, SLIPWAY_TOKEN, or that of this machine's server)")
  Optional<Path> tokenFile = Optional.empty();

  /** The server to speak to, found or about to be started. */
  Servers servers() {
    String url = System.getenv("SLIPWAY_SERVER");
    Optional<Path> named = Optional.ofNullable(System.getenv("SLIPWAY_CA")).filter(f -> !f.isBlank()).map(Path::of);
    return new Servers(stateFolder(), Optional.ofNullable(url).filter(u -> !u.isBlank() && state.isEmpty()), ca.or(() -> named), tokenFile);
  }

  /** A server that is there already: none is started only to be asked. */
  Optional<Api> thereAlready() {
    boolean named = state.isEmpty() && !Optional.ofNullable(System.getenv("SLIPWAY_SERVER")).orElse("").isBlank();
    return named ? Optional.of(servers().connect()) : servers().running();
  }

  /** Where its instances and routers are: in it, or where it shares them with other servers. */
  Path place() {
    return Place.of(stateFolder());
  }

  /** The state folder in force. */
  Path stateFolder() {
    return state.orElseGet(Servers::defaultState).toAbsolutePath();
  }
}
