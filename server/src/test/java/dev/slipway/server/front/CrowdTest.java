package dev.slipway.server.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.server.RunningServer;
import dev.slipway.server.front.RawClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More clients, or more of one client, than there are places. */
@Timeout(90)
class CrowdTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Limits NARROW = new Limits(1 << 20, 16 << 10, 6, 4, 64, 3, 2, LONG, LONG, LONG, 20);
  private static final int MOST_LOOKS = 200;
  private static final String EVENTS = "GET /api/v1/targets/shop/production/events";
  @TempDir Path home;
  private RunningServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RunningServer(home, new Access(Optional.empty(), false, Set.of(), NARROW));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void streams_and_requests_have_their_number_for_each_address() throws Exception {
    server.promoted("1.0", RunningServer.freePort());
    List<RawClient> open = new ArrayList<>();
    try {
      for (int i = 0; i < NARROW.streamsEach(); i++) {
        open.add(new RawClient(server.uri("")));
        assertEquals(200, open.getLast().send(RawClient.request(EVENTS, server.token()) + "\r\n").awaitHead());
      }
      RunningServer.Answer more = server.get("/targets/shop/production/events");
      assertEquals(429, more.status());
      assertEquals("SLW-5112", more.body().at("/code").asText());
      for (int i = NARROW.streamsEach(); i < NARROW.requestsEach(); i++) {
        open.add(new RawClient(server.uri("")));
        open.getLast().send(RawClient.request("POST /api/v1/config/validate", server.token()) + "Content-Length: 9\r\n\r\n{");
      }
      int status = 200;
      for (int i = 0; i < MOST_LOOKS && status == 200; i++) {
        Thread.sleep(25);
        try (RawClient client = new RawClient(server.uri(""))) {
          Answer answer = client.send("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
          status = answer.status();
          assertEquals(status == 200 ? "" : "SLW-5142", answer.code());
        }
      }
      assertEquals(429, status);
    } finally {
      for (RawClient client : open) {
        client.close();
      }
    }
  }

  @Test
  void no_address_takes_the_places_of_all_others() {
    Crowd crowd = new Crowd(3, 2);
    assertTrue(crowd.enter("10.0.0.1") && crowd.enter("10.0.0.1"));
    assertTrue(!crowd.enter("10.0.0.1") && crowd.enter("10.0.0.2") && !crowd.enter("10.0.0.3"));
    crowd.leave("10.0.0.1");
    assertTrue(crowd.enter("10.0.0.3"));
  }
}
