package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.access.Role;
import dev.slipway.server.RunningServer.Answer;
import dev.slipway.server.api.ApiJson;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server with an environment that has a guard, and people with tokens of their own. */
final class GuardedShop implements AutoCloseable {
  static final String PRODUCTION = "/targets/shop/production";

  final RunningServer server;
  private final int port;

  GuardedShop(Path home) throws IOException {
    server = new RunningServer(home);
    port = RunningServer.freePort();
    server.build("1.0.0");
    server.build("1.1.0");
  }

  String yaml() {
    return RunningServer.yaml(port);
  }

  /** Who deploys shows the server's own token and calls herself ada. */
  Answer deploy(String guard, String version, Map<String, Object> more) {
    return server.post(PRODUCTION + "/deploy", server.deploy(yaml() + guard, version, more));
  }

  static Map<String, Object> from(String field, String value) {
    return Map.of("provenance", Map.of(field, value));
  }

  void refused(String code, Answer answer) {
    assertEquals(code, answer.body().at("/code").asText(), answer.text());
    assertTrue(answer.status() == 409 || answer.status() == 400, answer.text());
    assertTrue(answer.text().contains("traffic stays as it is"), answer.text());
    assertTrue(server.outside.kept.isEmpty(), "nothing was staged");
  }

  /** A token of somebody's own. */
  String person(String name, Role role, String... groups) {
    Answer made = server.post("/tokens", ApiJson.write(
        Map.of("by", "root", "name", name, "roles", List.of(role.word() + "@shop/production"), "groups", List.of(groups))));
    assertEquals(201, made.status(), made.text());
    return made.body().at("/token").asText();
  }

  Answer as(String token, String path, Map<String, Object> body) {
    return server.send(HttpRequest.newBuilder(server.uri(PRODUCTION + path)).header("Authorization", "Bearer " + token)
        .POST(HttpRequest.BodyPublishers.ofString(ApiJson.write(body))));
  }

  Map<String, Object> request() {
    JsonNode waits = server.get(PRODUCTION + "/approval").body();
    return Map.of("rollout", waits.at("/rollout").asLong(), "digest", waits.at("/clearance/digest").asText());
  }

  static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
    Map<String, Object> more = new HashMap<>(body);
    more.put(field, value);
    return more;
  }

  String refusedApproval(Map<String, Object> request, String token) {
    Answer answer = as(token, "/approve", request);
    assertTrue(answer.status() >= 400, answer.text());
    return answer.body().at("/code").asText();
  }

  static String aroundNow() {
    DateTimeFormatter form = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    return "\"" + form.format(Instant.now().minusSeconds(3_600)) + " - " + form.format(Instant.now().plusSeconds(3_600)) + " UTC\"";
  }

  @Override
  public void close() {
    server.close();
  }
}
