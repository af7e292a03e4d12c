package dev.slipway.engine.store;

import dev.slipway.engine.store.StoreException.Code;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is, as people write it: {@code postgresql://USER@HOST:PORT/DATABASE?sslmode=verify-full}. It holds no secret.
 *
 * @param hosts one or several with their ports, separated by commas; of several, the one that takes writes is used
 * @param database its name
 * @param user who signs in
 * @param schema where Slipway's tables are
 * @param tls sslmode, sslrootcert, sslcert and sslkey as libpq knows them
 */
public record PostgresAddress(String hosts, String database, String user, String schema, Map<String, String> tls) {
  private static final Pattern FORM = Pattern.compile("postgres(?:ql)?://(?:([^@/]*)@)?([^/@?]+)/([^/?]+)(?:\\?(.*))?");
  private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
  private static final Set<String> TLS = Set.of("sslmode", "sslrootcert", "sslcert", "sslkey");
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String DEFAULT_SCHEMA = "slipway";
  private static final int DEFAULT_PORT = 5432;
  private static final int LAST_PORT = 65_535;

  public PostgresAddress {
    tls = Map.copyOf(tls);
  }

  /**
   * Reads an address.
   *
   * @throws StoreException when it cannot be one, when it carries a password, or when it leads over a network without saying how it is
   *     protected there
   */
  public static PostgresAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw refused("it is not of the form postgresql://USER@HOST:PORT/DATABASE");
    }
    String user = decoded(Optional.ofNullable(form.group(1)).orElse(""));
    if (user.contains(":")) {
      throw refused("it carries a password, which everybody on this machine can see in the list of processes. Put it into a file that you "
          + "alone can read and name that in PGPASSFILE (HOST:PORT:DATABASE:USER:PASSWORD) or SLIPWAY_DATABASE_PASSWORD_FILE");
    }
    if (user.isEmpty()) {
      throw refused("it does not say who signs in: postgresql://USER@HOST:PORT/DATABASE");
    }
    Map<String, String> options = options(Optional.ofNullable(form.group(4)).orElse(""));
    String schema = Optional.ofNullable(options.remove("schema")).orElse(DEFAULT_SCHEMA);
    if (!SCHEMA.matcher(schema).matches()) {
      throw refused("schema=" + schema + " is none: lower-case letters, digits and underscores");
    }
    String hosts = hosts(form.group(2), options.containsKey("sslmode"));
    return new PostgresAddress(hosts, decoded(form.group(3)), user, schema, options);
  }

  private static Map<String, String> options(String query) {
    Map<String, String> options = new TreeMap<>();
    for (String each : query.isEmpty() ? List.<String>of() : List.of(query.split("&"))) {
      int equals = each.indexOf('=');
      String name = equals < 0 ? each : each.substring(0, equals);
      if (equals < 0 || !(TLS.contains(name) || name.equals("schema"))) {
        throw refused("it does not know " + name + ". There are: schema, sslmode, sslrootcert, sslcert, sslkey");
      }
      options.put(name, decoded(each.substring(equals + 1)));
    }
    return options;
  }

  private static String hosts(String text, boolean protectedOnItsWay) {
    StringBuilder hosts = new StringBuilder();
    for (String each : text.split(",", -1)) {
      Matcher host = HOST.matcher(each);
      if (!host.matches()) {
        throw refused("\"" + each + "\" is no host, or no host and port");
      }
      int port = host.group(2) == null ? DEFAULT_PORT : Integer.parseInt(host.group(2));
      if (port < 1 || port > LAST_PORT) {
        throw refused("port " + port + " is none");
      }
      if (!protectedOnItsWay && !HERE.contains(host.group(1))) {
        throw refused(host.group(1) + " is reached over a network, and it does not say how what travels there is protected. Add "
            + "?sslmode=verify-full (encrypted, and the server proves who it is), require (encrypted) or disable");
      }
      hosts.append(hosts.isEmpty() ? "" : ",").append(host.group(1)).append(':').append(port);
    }
    return hosts.toString();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused("\"" + text + "\" is not percent-encoded as in a URL");
    }
  }

  private static StoreException refused(String why) {
    return new StoreException(Code.ADDRESS, "the address of the database cannot be used: " + why + ". Nothing was changed");
  }

  /** Whether there are several hosts. */
  boolean several() {
    return hosts.contains(",");
  }

  /** As the driver wants it. */
  String jdbcUrl() {
    return "jdbc:postgresql://" + hosts + "/" + encoded(database);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** For people and files: what {@link #parse} reads again. */
  public String url() {
    StringBuilder url = new StringBuilder("postgresql://" + encoded(user) + "@" + hosts + "/" + encoded(database));
    Map<String, String> all = new TreeMap<>(tls);
    if (!schema.equals(DEFAULT_SCHEMA)) {
      all.put("schema", schema);
    }
    all.forEach((name, value) -> url.append(url.indexOf("?") < 0 ? '?' : '&').append(name).append('=').append(encoded(value)));
    return url.toString();
  }

  @Override
  public String toString() {
    return url();
  }
}
