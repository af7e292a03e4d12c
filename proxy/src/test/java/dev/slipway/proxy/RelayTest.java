package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes in at one side comes out at the other as HTTP says. */
class RelayTest {
  @TempDir Path directory;
  RunningProxy proxy;
  ScriptedBackend backend;
  int port;

  @BeforeEach
  void start() throws Exception {
    proxy = new RunningProxy(directory);
    backend = ScriptedBackend.of(RelayTest::answer);
    port = proxy.apply(TableBuilder.generation(1).release("a", 100, backend.port()));
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    backend.close();
  }

  private static boolean answer(ScriptedBackend.Request request, ScriptedBackend.Conversation out) throws IOException {
    switch (request.path()) {
      case "/chunked" -> out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\nX-Sum: 11\r\n\r\n");
      case "/until-close" -> {
        out.write("HTTP/1.1 200 OK\r\n\r\nthe end is near");
        return false;
      }
      case "/old" -> {
        out.write("HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nold");
        return false;
      }
      case "/empty" -> out.write("HTTP/1.1 204 No Content\r\n\r\n");
      case "/unchanged" -> out.write("HTTP/1.1 304 Not Modified\r\nContent-Length: 1000\r\nETag: x\r\n\r\n");
      case "/head" -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
      case "/hop" -> out.write("HTTP/1.1 200 OK\r\nConnection: X-Mine\r\nX-Mine: 1\r\nKeep-Alive: timeout=5\r\nContent-Length: 2\r\n\r\nok");
      case "/cut" -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
        return false;
      }
      case "/nonsense" -> {
        out.write("THIS IS NOT HTTP\r\n\r\n");
        return false;
      }
      case "/early" -> out.write("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      default -> out.ok(request.line() + "|" + request.text());
    }
    return true;
  }

  @Test
  void a_connection_carries_one_request_after_the_other() throws Exception {
    try (RawClient client = new RawClient(port)) {
      for (int i = 0; i < 20; i++) {
        assertEquals("GET /" + i + " HTTP/1.1|", client.get("/" + i).body());
      }
    }
    assertEquals(1, backend.connections.get());
  }

  @Test
  void pipelined_requests_are_answered_in_their_order() throws Exception {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      requests.append("POST /").append(i).append(" HTTP/1.1\r\nHost: shop\r\nContent-Length: 4\r\n\r\n").append(1000 + i);
    }
    try (RawClient client = new RawClient(port).send(requests.toString())) {
      for (int i = 0; i < 200; i++) {
        assertEquals("POST /" + i + " HTTP/1.1|" + (1000 + i), client.answer().body());
      }
    }
  }

  @Test
  void a_chunked_answer_keeps_its_chunks_and_trailers() throws Exception {
    RawClient.Answer answer = RawClient.getOnce(port, "/chunked");
    assertEquals("hello world", answer.body());
    assertEquals("X-Sum: 11\n", answer.trailers());
  }

  @Test
  void a_chunked_body_reaches_the_backend_whole() throws Exception {
    try (RawClient client = new RawClient(port)) {
      client.send("POST /up HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
      client.send("4\r\ndefg\r\n0\r\n\r\n");
      assertEquals("POST /up HTTP/1.1|abcdefg", client.answer().body());
      assertEquals("GET /next HTTP/1.1|", client.get("/next").body());
    }
  }

  @Test
  void an_answer_that_ends_with_its_connection_ends_in_chunks_for_a_new_client_and_with_the_connection_for_an_old_one() throws Exception {
    try (RawClient client = new RawClient(port)) {
      assertEquals("the end is near", client.get("/until-close").body());
      assertEquals("GET /next HTTP/1.1|", client.get("/next").body());
    }
    try (RawClient client = new RawClient(port).send("GET /until-close HTTP/1.0\r\n\r\n")) {
      RawClient.Answer answer = client.answer();
      assertEquals("the end is near", answer.body());
      assertEquals(Optional.empty(), answer.header("transfer-encoding"));
    }
  }

  @Test
  void an_old_client_gets_no_chunks_and_may_keep_its_connection() throws Exception {
    try (RawClient client = new RawClient(port).send("GET /chunked HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")) {
      assertEquals("hello world", client.answer().body());
    }
    try (RawClient client = new RawClient(port)) {
      for (int i = 0; i < 3; i++) {
        RawClient.Answer answer = client.send("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").answer();
        assertEquals("GET /x HTTP/1.1|", answer.body());
        assertEquals(Optional.of("keep-alive"), answer.header("connection"));
      }
    }
    try (RawClient client = new RawClient(port).send("GET /x HTTP/1.0\r\n\r\n")) {
      assertEquals("GET /x HTTP/1.1|", client.answer().body());
      assertTrue(client.isClosedByProxy());
    }
    assertTrue(backend.requests.stream().allMatch(each -> each.header("host").isPresent()));
  }

  @Test
  void an_old_backend_serves_a_new_client() throws Exception {
    try (RawClient client = new RawClient(port)) {
      assertEquals("HTTP/1.1 200 OK", client.send("GET /old HTTP/1.1\r\nHost: shop\r\n\r\n").answer().head().lines().findFirst()
          .orElseThrow());
      assertEquals("GET /next HTTP/1.1|", client.get("/next").body());
    }
  }

  @Test
  void answers_without_a_body_do_not_confuse_the_next_one() throws Exception {
    try (RawClient client = new RawClient(port)) {
      assertEquals(204, client.get("/empty").status());
      client.send("GET /unchanged HTTP/1.1\r\nHost: shop\r\n\r\n");
      assertTrue(client.head().startsWith("HTTP/1.1 304"));
      client.send("HEAD /head HTTP/1.1\r\nHost: shop\r\n\r\n");
      assertTrue(client.head().toLowerCase(java.util.Locale.ROOT).contains("content-length: 1000"));
      assertEquals("GET /next HTTP/1.1|", client.get("/next").body());
    }
  }

  @Test
  void the_client_is_told_to_continue_before_it_sends() throws Exception {
    try (RawClient client = new RawClient(port)) {
      client.send("POST /big HTTP/1.1\r\nHost: shop\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
      assertTrue(client.head().startsWith("HTTP/1.1 100 "));
      assertEquals("POST /big HTTP/1.1|abc", client.send("abc").answer().body());
      client.send("GET /early HTTP/1.1\r\nHost: shop\r\n\r\n");
      assertTrue(client.head().startsWith("HTTP/1.1 103 "));
      assertEquals("ok", client.answer().body());
    }
  }

  @Test
  void headers_of_one_connection_stay_there_and_the_backend_learns_who_asked() throws Exception {
    try (RawClient client = new RawClient(port)) {
      client.send(
          "GET /hop HTTP/1.1\r\nHost: shop\r\nConnection: X-Secret, Content-Length\r\nX-Secret: 1\r\nKeep-Alive: 5\r\nTE: trailers\r\nProxy-Connection: x\r\n"
              + "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\nContent-Length: 0\r\n\r\n");
      RawClient.Answer answer = client.answer();
      assertEquals(Optional.empty(), answer.header("x-mine"));
      assertEquals(Optional.empty(), answer.header("keep-alive"));
    }
    ScriptedBackend.Request seen = backend.requests.getFirst();
    assertEquals(Optional.empty(), seen.header("x-secret"));
    assertEquals(Optional.empty(), seen.header("te"));
    assertEquals(Optional.empty(), seen.header("proxy-connection"));
    assertEquals(Optional.of("0"), seen.header("content-length"));
    assertEquals(Optional.of("203.0.113.9, 127.0.0.1"), seen.header("x-forwarded-for"));
    assertEquals(Optional.of("http"), seen.header("x-forwarded-proto"));
    assertEquals(Optional.of("shop"), seen.header("x-forwarded-host"));
  }

  @Test
  void an_absolute_address_becomes_a_path_and_a_host() throws Exception {
    try (RawClient client = new RawClient(port)) {
      client.send("GET http://other.example/a?b HTTP/1.1\r\nHost: shop\r\n\r\n");
      assertEquals("GET /a?b HTTP/1.1|", client.answer().body());
    }
    assertEquals(Optional.of("other.example"), backend.requests.getFirst().header("host"));
  }

  @Test
  void an_answer_cut_off_by_its_backend_is_cut_off_for_the_client_and_never_looks_complete() throws Exception {
    assertThrows(IOException.class, () -> RawClient.getOnce(port, "/cut"));
    proxy.awaitCounts("the cut answer is a 5xx", all -> all.path("a").path("status5xx").asInt() == 1);
  }

  @Test
  void an_answer_that_is_not_http_becomes_a_502_that_says_so() throws Exception {
    RawClient.Answer answer = RawClient.getOnce(port, "/nonsense");
    assertEquals(502, answer.status());
    assertEquals(Optional.of("bad-answer"), answer.header("x-slipway"));
  }

  @Test
  void large_bodies_pass_both_ways_although_the_reader_is_slow() throws Exception {
    String megabyte = "0123456789abcdef".repeat(64 * 1024);
    try (RawClient client = new RawClient(port)) {
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      client.send("POST /large HTTP/1.1\r\nHost: shop\r\nContent-Length: " + 8 * megabyte.length() + "\r\n\r\n");
                      for (int i = 0; i < 8; i++) {
                        client.send(megabyte);
                      }
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  });
      Thread.sleep(300);
      assertEquals("POST /large HTTP/1.1|".length() + 8 * megabyte.length(), client.answer().body().length());
      sender.join();
    }
  }

  @Test
  void a_client_that_leaves_is_counted_apart() throws Exception {
    try (ScriptedBackend slow =
        ScriptedBackend.of(
            (_, out) -> {
              Thread.sleep(5_000);
              out.ok("late");
              return true;
            })) {
      int slowPort = proxy.apply(TableBuilder.generation(2).release("a", 100, slow.port()));
      try (RawClient client = new RawClient(slowPort)) {
        client.send("GET /x HTTP/1.1\r\nHost: shop\r\n\r\n");
        RunningProxy.await("the backend has it", () -> slow.requests.size() == 1);
      }
      proxy.awaitCounts("aborted", all -> all.path("a").path("aborted").asInt() == 1 && all.path("a").path("inflight").asInt() == 0);
      assertEquals(0, proxy.counts("a").path("requests").asInt());
    }
  }

  @Test
  void no_backend_is_a_503_with_a_reason_and_a_time_to_try_again() throws Exception {
    proxy.apply(TableBuilder.generation(2).release("a", 0, backend.port()));
    RawClient.Answer answer = RawClient.getOnce(port, "/");
    assertEquals(503, answer.status());
    assertEquals(Optional.of("no-backend"), answer.header("x-slipway"));
    assertEquals(Optional.of("1"), answer.header("retry-after"));
    assertTrue(answer.body().startsWith("{\"code\":\"no-backend\""));
    assertFalse(backend.requests.stream().anyMatch(each -> each.path().equals("/")));
    assertEquals(1, proxy.admin.op("counts", RunningProxy.TARGET).path("unrouted").asInt());
  }
}
