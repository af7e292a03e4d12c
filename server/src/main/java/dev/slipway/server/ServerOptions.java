package dev.slipway.server;

import dev.slipway.core.access.Issuer;
import dev.slipway.server.front.Access;
import dev.slipway.server.oidc.ClientSecrets;
import dev.slipway.server.state.StartException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a server is started.
 *
 * @param state its folder
 * @param host address to listen on
 * @param port 0 for any that is free
 * @param terminal whether the log is shown as well
 * @param access who may reach it, and how
 * @param database address of the database that holds the state, where the folder does not say so already
 * @param issuers who vouches for people; those of before where there are none
 * @param clientSecrets of Slipway at those that want one
 */
public record ServerOptions(
    Path state, String host, int port, boolean terminal, Access access, Optional<String> database, List<Issuer> issuers,
    ClientSecrets clientSecrets) {
  public ServerOptions {
    issuers = List.copyOf(issuers);
  }

  /** A server whose folder says where its state is. */
  public ServerOptions(Path state, String host, int port, boolean terminal, Access access) {
    this(state, host, port, terminal, access, Optional.empty(), List.of(), ClientSecrets.NONE);
  }

  /** Where a server listens that is told nothing else. */
  public static final int DEFAULT_PORT = 9470;
  private static final int LAST_PORT = 65_535;
  private static final String USAGE = "Usage: slipway server [--state DIR] [--database URL] [--host ADDRESS] [--port PORT] [--quiet] "
      + "[--tls-certificate FILE --tls-key FILE] [--name NAME]... [--allow-plain-http] [--public-url URL] [--wrong-credentials COUNT] "
      + IssuerOptions.USAGE;

  /**
   * Reads a command line.
   *
   * @param environment of the process, for SLIPWAY_STATE
   */
  public static ServerOptions parse(String[] arguments, Map<String, String> environment, String userHome) {
    Path state = Path.of(environment.getOrDefault("SLIPWAY_STATE", Path.of(userHome, ".slipway").toString()));
    String host = "127.0.0.1";
    int port = DEFAULT_PORT;
    boolean terminal = true;
    Optional<String> database = Optional.empty();
    AccessOptions access = new AccessOptions();
    IssuerOptions issuers = new IssuerOptions();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--state" -> state = Path.of(value(arguments, ++i));
        case "--host" -> host = value(arguments, ++i);
        case "--port" -> port = port(value(arguments, ++i));
        case "--database" -> database = Optional.of(value(arguments, ++i));
        case "--quiet" -> terminal = false;
        case "--tls-certificate" -> access.certificate(value(arguments, ++i));
        case "--tls-key" -> access.key(value(arguments, ++i));
        case "--name" -> access.name(value(arguments, ++i));
        case "--allow-plain-http" -> access.plainHttp();
        case "--public-url" -> access.address(value(arguments, ++i));
        case "--wrong-credentials" -> access.wrongCredentials(value(arguments, ++i));
        case IssuerOptions.ISSUER, IssuerOptions.CLIENT, IssuerOptions.AUDIENCE, IssuerOptions.NAME, IssuerOptions.GROUPS,
            IssuerOptions.PREFIX, IssuerOptions.SECRET -> issuers.take(arguments[i], value(arguments, ++i));
        default -> throw StartException.wrongUse("SLW-5126", "slipway server does not know " + arguments[i] + ". " + USAGE);
      }
    }
    return new ServerOptions(state, host, port, terminal, access.read(), database, issuers.read(), issuers.secrets());
  }

  private static String value(String[] arguments, int i) {
    if (i >= arguments.length) {
      throw StartException.wrongUse("SLW-5126", arguments[i - 1] + " needs a value. " + USAGE);
    }
    return arguments[i];
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw StartException.wrongUse("SLW-5126", "--port is " + text + "; it is 0 to " + LAST_PORT + ". " + USAGE);
    }
    throw StartException.wrongUse("SLW-5126", "--port is " + text + "; it is 0 to " + LAST_PORT + ". " + USAGE);
  }
}
