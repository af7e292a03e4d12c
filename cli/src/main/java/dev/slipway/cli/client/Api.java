package dev.slipway.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;

/**
 * The REST API of one server. HttpURLConnection and not the newer client: it is loaded in a tenth of the time, and a command line is
 * mostly start-up.
 */
public final class Api {
  /** One mapper for the whole command line. */
  public static final ObjectMapper JSON = new ObjectMapper();

  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
  private static final int READ_TIMEOUT_MILLIS = 30_000;
  private static final int LONG_READ_TIMEOUT_MILLIS = 600_000;

  private final String url;
  private final String token;
  private final Optional<Path> ca;

  Api(String url, String token, Optional<Path> ca) {
    this.url = url;
    this.token = token;
    this.ca = ca;
  }

  /** A value as it stands in a query. */
  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Where the server is. */
  public String url() {
    return url;
  }

  /** GET. */
  public JsonNode get(String path) {
    return exchange("GET", path, null, READ_TIMEOUT_MILLIS);
  }

  /** GET of what the server may have to work on for minutes. */
  public JsonNode getPatiently(String path) {
    return exchange("GET", path, null, LONG_READ_TIMEOUT_MILLIS);
  }

  /** POST of a JSON object. Where the credential proves who asks, the body does not say it again. */
  public JsonNode post(String path, ObjectNode body) {
    return exchange("POST", path, Secret.proves(token) ? body.without("by") : body, READ_TIMEOUT_MILLIS);
  }

  /** POST of what the server may have to work on for minutes. */
  public JsonNode postPatiently(String path, ObjectNode body) {
    return exchange("POST", path, Secret.proves(token) ? body.without("by") : body, LONG_READ_TIMEOUT_MILLIS);
  }

  /** An open stream of server-sent events. The caller closes it. */
  public InputStream events(String path, long after) {
    try {
      HttpURLConnection connection = open("GET", path);
      connection.setReadTimeout(0);
      connection.setRequestProperty("Accept", "text/event-stream");
      connection.setRequestProperty("Last-Event-ID", Long.toString(after));
      if (connection.getResponseCode() != 200) {
        throw refused(connection.getResponseCode(), ApiRefusal.problem(connection));
      }
      return connection.getInputStream();
    } catch (IOException e) {
      throw unreached(e);
    }
  }

  private JsonNode exchange(String method, String path, @org.jspecify.annotations.Nullable ObjectNode body, int readTimeoutMillis) {
    try {
      HttpURLConnection connection = open(method, path);
      connection.setReadTimeout(readTimeoutMillis);
      if (body != null) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        try (var out = connection.getOutputStream()) {
          out.write(JSON.writeValueAsBytes(body));
        }
      }
      int status = connection.getResponseCode();
      if (status >= 300) {
        throw refused(status, ApiRefusal.problem(connection));
      }
      try (InputStream in = connection.getInputStream()) {
        byte[] bytes = in.readAllBytes();
        return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
      }
    } catch (IOException e) {
      throw unreached(e);
    }
  }

  private HttpURLConnection open(String method, String path) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url + "/api/v1" + path).toURL().openConnection();
    if (ca.isPresent() && connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(Trust.of(ca.get()));
    }
    connection.setInstanceFollowRedirects(false);
    connection.setRequestMethod(method);
    connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    connection.setReadTimeout(READ_TIMEOUT_MILLIS);
    if (!token.isEmpty()) {
      connection.setRequestProperty("Authorization", "Bearer " + token);
    }
    return connection;
  }

  private static CliException refused(int status, JsonNode problem) {
    int exit = status >= 500 ? Exit.UNREACHED : Exit.WRONG_USE;
    return new ApiRefusal(exit, status, problem);
  }

  private CliException unreached(IOException e) {
    if (e instanceof SSLException) {
      return new CliException(
          Exit.UNREACHED, "SLW-6015 the server at " + url + " cannot prove who it is (" + e.getMessage()
              + "). The token was not sent and nothing was changed. "
              + "Where its certificate is of an authority of your own: --ca FILE or SLIPWAY_CA", e);
    }
    return new CliException(
        Exit.UNREACHED,
        "SLW-6001 the server at " + url + " does not answer (" + e.getMessage()
            + "). Traffic is not affected: instances and proxy run on by themselves. "
            + "Look at: slipway server --help; in an emergency: slipway emergency ENV",
        e);
  }
}
