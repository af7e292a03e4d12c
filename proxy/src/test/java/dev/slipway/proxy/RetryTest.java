package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be tried again, where, and how it is counted. */
class RetryTest {
  private static final String POST = "POST /order HTTP/1.1\r\nHost: shop\r\nContent-Length: 3\r\n\r\nabc";

  @TempDir Path directory;
  RunningProxy proxy;

  @BeforeEach
  void start() throws Exception {
    proxy = new RunningProxy(directory);
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
  }

  @Test
  void a_request_whose_connection_is_refused_goes_to_another_backend_of_its_release_whatever_its_method() throws Exception {
    try (ScriptedBackend alive = ScriptedBackend.saying("alive")) {
      int port = proxy.apply(TableBuilder.generation(1).release("a", 100, deadPort(), alive.port()));
      for (int i = 0; i < 10; i++) {
        try (RawClient client = new RawClient(port).send(POST)) {
          assertEquals("alive", client.answer().body());
        }
      }
      JsonNode counts = proxy.counts("a");
      assertEquals(10, counts.path("requests").asInt());
      assertTrue(counts.path("connectFailures").asInt() >= 1);
      assertEquals(counts.path("connectFailures").asInt(), counts.path("retries").asInt());
      assertEquals(counts.path("connectFailures").asInt(), counts.path("status5xx").asInt());
    }
  }

  @Test
  void a_backend_that_refuses_is_passed_over_for_a_while() throws Exception {
    try (ScriptedBackend alive = ScriptedBackend.saying("alive")) {
      int port = proxy.apply(TableBuilder.generation(1).release("a", 100, deadPort(), alive.port()));
      try (RawClient client = new RawClient(port)) {
        for (int i = 0; i < 200; i++) {
          assertEquals(200, client.get("/").status());
        }
      }
      assertTrue(proxy.counts("a").path("connectFailures").asInt() < 20);
    }
  }

  @Test
  void a_crashed_candidate_is_saved_by_stable_and_seen_to_fail() throws Exception {
    try (ScriptedBackend stable = ScriptedBackend.saying("stable")) {
      int port = proxy.apply(TableBuilder.generation(1).release("stable", 0, stable.port()).release("candidate", 100, deadPort())
          .stable("stable"));
      for (int i = 0; i < 5; i++) {
        assertEquals("stable", RawClient.getOnce(port, "/").body());
      }
      assertEquals(5, proxy.counts("candidate").path("requests").asInt());
      assertEquals(5, proxy.counts("candidate").path("status5xx").asInt());
      assertEquals(5, proxy.counts("candidate").path("connectFailures").asInt());
      assertEquals(0, proxy.counts("stable").path("requests").asInt());
    }
  }

  @Test
  void when_nothing_answers_the_client_gets_a_502_after_three_tries() throws Exception {
    int port = proxy.apply(TableBuilder.generation(1).release("a", 100, deadPort(), deadPort(), deadPort(), deadPort(), deadPort()));
    RawClient.Answer answer = RawClient.getOnce(port, "/");
    assertEquals(502, answer.status());
    assertEquals(Optional.of("unreachable"), answer.header("x-slipway"));
    JsonNode counts = proxy.counts("a");
    assertEquals(1, counts.path("requests").asInt());
    assertEquals(1, counts.path("status5xx").asInt());
    assertEquals(3, counts.path("connectFailures").asInt());
    assertEquals(0, counts.path("inflight").asInt());
  }

  @Test
  void a_get_on_a_kept_connection_that_closes_without_a_byte_is_sent_again_and_no_failure_is_counted() throws Exception {
    try (ScriptedBackend forgetful = ScriptedBackend.of(RetryTest::closeOnSecond)) {
      int port = proxy.apply(TableBuilder.generation(1).release("a", 100, forgetful.port()));
      try (RawClient client = new RawClient(port)) {
        for (int i = 0; i < 6; i++) {
          assertEquals(200, client.get("/" + i).status());
        }
      }
      JsonNode counts = proxy.counts("a");
      assertEquals(6, counts.path("status2xx").asInt());
      assertEquals(0, counts.path("connectFailures").asInt());
      assertTrue(counts.path("retries").asInt() > 0);
    }
  }

  @Test
  void a_post_that_was_sent_is_never_sent_again() throws Exception {
    try (ScriptedBackend hangsUp = ScriptedBackend.of((_, _) -> false)) {
      int port = proxy.apply(TableBuilder.generation(1).release("a", 100, hangsUp.port()));
      try (RawClient client = new RawClient(port).send(POST)) {
        RawClient.Answer answer = client.answer();
        assertEquals(502, answer.status());
        assertEquals(Optional.of("broken-off"), answer.header("x-slipway"));
      }
      assertEquals(1, hangsUp.requests.size());
    }
  }

  @Test
  void a_post_never_goes_out_on_a_connection_that_was_idle_for_more_than_a_second() throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.saying("ok")) {
      int port = proxy.apply(TableBuilder.generation(1).release("a", 100, backend.port()));
      try (RawClient client = new RawClient(port)) {
        client.get("/");
        assertEquals(200, client.send(POST).answer().status());
        assertEquals(1, backend.connections.get());
        Thread.sleep(1_200);
        assertEquals(200, client.send(POST).answer().status());
        assertEquals(2, backend.connections.get());
      }
    }
  }

  @Test
  void a_release_whose_only_backend_is_killed_between_requests_loses_no_get_to_its_neighbour() throws Exception {
    try (ScriptedBackend stable = ScriptedBackend.saying("stable");
        ScriptedBackend candidate = ScriptedBackend.saying("candidate")) {
      int port = proxy.apply(TableBuilder.generation(1).release("stable", 50, stable.port()).release("candidate", 50, candidate.port())
          .stable("stable"));
      try (RawClient client = new RawClient(port)) {
        for (int i = 0; i < 100; i++) {
          if (i == 50) {
            candidate.kill();
          }
          assertEquals(200, client.get("/").status());
        }
      }
      assertTrue(proxy.counts("candidate").path("status5xx").asInt() > 10);
      assertEquals(0, proxy.counts("stable").path("status5xx").asInt());
    }
  }

  @Test
  void a_backend_that_does_not_answer_in_time_is_a_504() throws Exception {
    try (ScriptedBackend silent =
        ScriptedBackend.of(
            (_, _) -> {
              Thread.sleep(5_000);
              return false;
            })) {
      int port =
          proxy.apply(TableBuilder.generation(1).release("a", 100, silent.port()).with("timeouts", Map.of("responseMillis", 300)));
      RawClient.Answer answer = RawClient.getOnce(port, "/");
      assertEquals(504, answer.status());
      assertEquals(Optional.of("timed-out"), answer.header("x-slipway"));
      assertEquals(1, silent.requests.size());
      assertEquals(1, proxy.counts("a").path("connectFailures").asInt());
    }
  }

  @Test
  void an_answer_that_flows_slowly_is_not_cut_by_the_time_for_its_beginning() throws Exception {
    try (ScriptedBackend slow = ScriptedBackend.of(RetryTest::drip)) {
      int port = proxy.apply(TableBuilder.generation(1).release("a", 100, slow.port()).with("timeouts", Map.of("responseMillis", 300)));
      assertEquals("123456", RawClient.getOnce(port, "/").body());
    }
  }

  private static boolean closeOnSecond(ScriptedBackend.Request request, ScriptedBackend.Conversation out) throws IOException {
    if (out.socket().getKeepAlive()) {
      return false;
    }
    // The flag of the socket itself remembers, for this connection, that it has answered once.
    out.socket().setKeepAlive(true);
    out.ok(request.path());
    return true;
  }

  private static boolean drip(ScriptedBackend.Request request, ScriptedBackend.Conversation out) throws IOException, InterruptedException {
    out.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");
    for (int i = 1; i <= 6; i++) {
      Thread.sleep(150);
      out.write(String.valueOf(i));
    }
    return true;
  }

  private static int deadPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
