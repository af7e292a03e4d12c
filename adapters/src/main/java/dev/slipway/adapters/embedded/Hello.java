package dev.slipway.adapters.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;

/**
 * Which proxy answers.
 *
 * @param version of Slipway
 * @param home of the installation it was started from; empty when it does not say
 */
public record Hello(long pid, String version, String home) {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final String REQUEST = "{\"op\":\"hello\"}";
  private static final ObjectMapper JSON = new ObjectMapper();

  static Hello ask(AdminLine admin) throws IOException {
    return read(admin.ask(REQUEST, TIMEOUT));
  }

  static Hello ask(AdminConnection connection) throws IOException {
    return read(connection.ask(REQUEST, TIMEOUT));
  }

  /** Whether a proxy started now, from what this names, would be another program. */
  public boolean differsFrom(String ownVersion, String ownHome) {
    return !version.equals(ownVersion) || !home.isEmpty() && !ownHome.isEmpty() && !home.equals(ownHome);
  }

  @Override
  public String toString() {
    return version + " (process " + pid + ")";
  }

  private static Hello read(String line) throws IOException {
    JsonNode reply = JSON.readTree(line);
    if (!reply.path("ok").asBoolean()) {
      throw new IOException(reply.path("message").asText("the proxy refused without a reason"));
    }
    return new Hello(reply.path("pid").asLong(), reply.path("version").asText(), reply.path("home").asText());
  }
}
