package dev.slipway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.server.RunningServer;
import dev.slipway.server.RunningServer.Answer;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;

/** Requests with credentials of all kinds. */
public final class Asking {
  private Asking() {}

  /** A token asked for. */
  public static Answer make(RunningServer server, String bearer, Map<String, Object> fields) {
    return as(server, bearer, "POST", "/tokens", ApiJson.write(fields));
  }

  /** A token made with the server's own. */
  public static String token(RunningServer server, String name, String... roles) {
    Answer made = make(server, server.token(), Map.of("by", "root", "name", name, "roles", List.of(roles)));
    assertEquals(201, made.status(), made.text());
    return made.body().path("token").asText();
  }

  /** A request with a credential. */
  public static Answer as(RunningServer server, String bearer, String method, String path, String body) {
    return server.send(HttpRequest.newBuilder(server.uri(path)).header("Authorization", "Bearer " + bearer)
        .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Status and code. */
  public static String code(Answer answer) {
    return answer.status() + " " + answer.body().path("code").asText();
  }
}
