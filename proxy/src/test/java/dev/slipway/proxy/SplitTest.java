package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets which release. */
class SplitTest {
  @TempDir Path directory;
  RunningProxy proxy;
  ScriptedBackend stable;
  ScriptedBackend candidate;

  @BeforeEach
  void start() throws Exception {
    proxy = new RunningProxy(directory);
    stable = ScriptedBackend.saying("stable");
    candidate = ScriptedBackend.saying("candidate");
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    stable.close();
    candidate.close();
  }

  private TableBuilder split(long generation, int weight) {
    return TableBuilder.generation(generation).release("stable", 100 - weight, stable.port())
        .release("candidate", weight, candidate.port()).stable("stable");
  }

  private String get(int port, String header) throws Exception {
    try (RawClient client = new RawClient(port)) {
      return client.send("GET / HTTP/1.1\r\nHost: shop\r\n" + header + "\r\n").answer().body();
    }
  }

  @Test
  void every_hundred_requests_hold_the_weights_exactly_and_the_counts_say_so() throws Exception {
    int port = proxy.apply(split(1, 7));
    try (RawClient client = new RawClient(port)) {
      for (int block = 0; block < 5; block++) {
        int candidates = 0;
        for (int i = 0; i < 100; i++) {
          candidates += client.get("/").body().equals("candidate") ? 1 : 0;
        }
        assertEquals(7, candidates);
      }
    }
    assertEquals(465, proxy.counts("stable").path("status2xx").asInt());
    assertEquals(35, proxy.counts("candidate").path("status2xx").asInt());
    int inHistogram = 0;
    for (JsonNode each : proxy.counts("candidate").path("latency")) {
      inHistogram += each.asInt();
    }
    assertEquals(35, inHistogram);
    assertEquals(1.02, proxy.counts("candidate").path("gamma").asDouble());
  }

  @Test
  void a_header_route_wins_over_weights() throws Exception {
    int port = proxy.apply(split(1, 0).with("routes", List.of(Map.of("header", "X-Team", "value", "qa", "release", "candidate"))));
    assertEquals("candidate", get(port, "X-Team: qa\r\n"));
    assertEquals("stable", get(port, "X-Team: sales\r\n"));
    assertEquals("stable", get(port, ""));
  }

  @Test
  void people_stay_with_their_release_and_only_move_to_a_growing_candidate() throws Exception {
    Map<String, Object> sticky = Map.of("header", "X-User");
    Map<String, String> before = new HashMap<>();
    int people = 400;
    long generation = 1;
    for (int weight : new int[] {0, 10, 10, 25, 50, 100}) {
      int port = proxy.apply(split(generation++, weight).with("sticky", sticky));
      int onCandidate = 0;
      for (int i = 0; i < people; i++) {
        String release = get(port, "X-User: user-" + i + "\r\n");
        assertTrue(!"candidate".equals(before.put("user-" + i, release)) || release.equals("candidate"), "user-" + i + " went back");
        onCandidate += release.equals("candidate") ? 1 : 0;
      }
      assertEquals(weight, onCandidate * 100.0 / people, 6);
    }
  }

  @Test
  void a_person_without_a_cookie_is_given_one_that_keeps_them_where_they_are() throws Exception {
    int port = proxy.apply(split(1, 50).with("sticky", Map.of("cookie", "who")));
    int candidates = 0;
    for (int i = 0; i < 60; i++) {
      try (RawClient client = new RawClient(port)) {
        RawClient.Answer first = client.get("/");
        String cookie = first.header("set-cookie").orElseThrow();
        assertTrue(cookie.contains("HttpOnly") && cookie.startsWith("who="), cookie);
        RawClient.Answer again =
            client.send("GET / HTTP/1.1\r\nHost: shop\r\nCookie: a=b; " + cookie.substring(0, cookie.indexOf(';')) + "\r\n\r\n").answer();
        assertEquals(first.body(), again.body());
        assertTrue(again.header("set-cookie").isEmpty());
        candidates += first.body().equals("candidate") ? 1 : 0;
      }
    }
    assertTrue(candidates > 10 && candidates < 50, "of 60: " + candidates);
  }

  @Test
  void a_candidate_without_instances_leaves_its_share_to_stable_and_stable_never_to_a_candidate() throws Exception {
    int port = proxy.apply(TableBuilder.generation(1).release("stable", 50, stable.port()).release("candidate", 50).stable("stable"));
    for (int i = 0; i < 10; i++) {
      assertEquals("stable", get(port, ""));
    }
    proxy.apply(TableBuilder.generation(2).release("stable", 50).release("candidate", 50, candidate.port()).stable("stable"));
    int unavailable = 0;
    for (int i = 0; i < 10; i++) {
      unavailable += RawClient.getOnce(port, "/").status() == 503 ? 1 : 0;
    }
    assertEquals(5, unavailable);
  }

  @Test
  void copies_go_to_the_mirror_and_only_of_requests_that_change_nothing() throws Exception {
    int port = proxy.apply(split(1, 0).with("mirror", Map.of("release", "candidate", "percent", 50)));
    try (RawClient client = new RawClient(port)) {
      for (int i = 0; i < 20; i++) {
        assertEquals("stable", client.get("/" + i).body());
        assertEquals("stable", client.send("POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 1\r\n\r\nx").answer().body());
      }
    }
    RunningProxy.await("ten copies", () -> candidate.requests.size() == 10);
    assertTrue(candidate.requests.stream().allMatch(each -> each.line().startsWith("GET ")));
    assertEquals(0, proxy.counts("candidate").path("requests").asInt());
    RunningProxy.await("ten counted", () -> mirrored() == 10);
    candidate.kill();
    assertEquals("stable", get(port, ""));
    assertEquals("stable", get(port, ""));
  }

  private int mirrored() {
    try {
      return proxy.admin.op("counts", RunningProxy.TARGET).path("mirrored").path("candidate").path("status2xx").asInt();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
