package dev.slipway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.slipway.server.RunningServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A token that is changed while the server runs. */
@Timeout(60)
class TokenTest {
  @TempDir Path home;

  private String inFile() throws IOException {
    return Files.readString(home.resolve("state/token")).strip();
  }

  @Test
  void a_changed_token_counts_at_once_and_the_one_of_before_opens_nothing() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      String before = inFile();
      RunningServer.Answer answer = server.post("/token/rotate", "{\"by\":\"ada\"}");
      Described.fits("post", "/token/rotate", answer, 200);
      assertNotEquals(before, inFile());
      assertFalse(answer.text().contains(inFile()), "the new one is told by its file alone");
      assertEquals(200, server.get("/targets").status());
      HttpRequest.Builder old = HttpRequest.newBuilder(server.uri("/targets")).header("Authorization", "Bearer " + before);
      assertEquals(401, server.send(old).status());
      String log = Files.readString(home.resolve("server.log"));
      assertFalse(log.contains(inFile()) || log.contains(before));
    }
  }

  @Test
  void streams_of_the_token_of_before_end() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      server.promoted("1.0", RunningServer.freePort());
      try (Stream<String> stream = server.stream("/targets/shop/production/events")) {
        Iterator<String> lines = stream.iterator();
        assertEquals("event: status", lines.next());
        assertEquals(200, server.post("/token/rotate", "{\"by\":\"ada\"}").status());
        int rest = 0;
        while (lines.hasNext()) {
          lines.next();
          rest++;
        }
        assertFalse(rest > 100);
      }
    }
  }

  @Test
  void a_token_that_cannot_be_kept_leaves_the_one_of_before_in_force() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      Files.createDirectories(home.resolve("state/token.next/in-the-way"));
      RunningServer.Answer answer = server.post("/token/rotate", "{\"by\":\"ada\"}");
      assertEquals(503, answer.status());
      assertEquals("SLW-5148", answer.body().at("/code").asText());
      assertEquals(200, server.get("/targets").status());
    }
  }
}
