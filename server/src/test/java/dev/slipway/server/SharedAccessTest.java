package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.engine.store.RealPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Several servers on one PostgreSQL: who may do what is so at all of them, from its commit on. */
@EnabledOnOs(OS.LINUX)
class SharedAccessTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path home;
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> ask(ServerOnDatabase server, String bearer, String path, String body) throws Exception {
    String url = JSON.readTree(server.state.resolve("server.json").toFile()).path("url").asText();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path)).header("Authorization", "Bearer " + bearer);
    HttpRequest sent = body.isEmpty() ? request.build() : request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return client.send(sent, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void what_one_server_commits_counts_at_the_other_at_once_and_either_may_change_it() throws Exception {
    try (RealPostgres postgres = RealPostgres.start();
        ServerOnDatabase one = new ServerOnDatabase(home, "one", postgres).ready();
        ServerOnDatabase two = new ServerOnDatabase(home, "two", postgres).ready()) {
      String body = "{\"by\":\"root\",\"name\":\"ann\",\"roles\":[\"viewer@*/*\"]}";
      HttpResponse<String> made = ask(one, Secrets.token(one.state), "/tokens", body);
      assertEquals(201, made.statusCode(), made.body());
      String ann = JSON.readTree(made.body()).path("token").asText();
      assertEquals(200, ask(two, ann, "/targets", "").statusCode());
      String revoke = "/tokens/" + ann.substring(4, 16) + "/revoke";
      HttpResponse<String> revoked = ask(two, Secrets.token(two.state), revoke, "{\"by\":\"root\"}");
      assertEquals(200, revoked.statusCode(), revoked.body());
      assertEquals(401, ask(one, ann, "/targets", "").statusCode());
      JsonNode verified = one.get("/journal/verify");
      assertTrue(verified.path("whole").asBoolean(), verified.toString());
    } finally {
      Secrets.endProxy(home.resolve("one"));
    }
  }
}
