package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that two servers could read differently is refused, its connection closed, and no backend ever sees a byte of it. */
class SmugglingTest {
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: shop\r\n\r\n";

  @TempDir Path directory;
  RunningProxy proxy;
  ScriptedBackend backend;
  int port;

  @BeforeEach
  void start() throws Exception {
    proxy = new RunningProxy(directory);
    backend = ScriptedBackend.saying("ok");
    port = proxy.apply(TableBuilder.generation(1).release("a", 100, backend.port()));
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    backend.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 4, 5\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: +4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: -4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 0x4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 4 4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length : 4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.0\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop\r\nX-Folded: a\r\n b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop\r\nX-Folded: a\r\n\tTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\n Host: shop\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop\r\nHost: other\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop\r\nNo Token: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: shop\r\nX-Nul: a\u0000b\r\n\r\n",
        "GET / HTTP/1.1\nHost: shop\n\n",
        "GET / HTTP/1.1\r\nHost: shop\nX: y\r\n\r\n",
        "GET / HTTP/3.7\r\nHost: shop\r\n\r\n",
        "GET /\r\n\r\n",
        "CONNECT other:443 HTTP/1.1\r\nHost: other:443\r\n\r\n",
        "\u0016\u0003\u0001 not http at all\r\n\r\n",
      })
  void an_ambiguous_request_is_refused_and_closes_the_connection(String request) throws Exception {
    try (RawClient client = new RawClient(port).send(request + SMUGGLED)) {
      String head = client.head();
      assertTrue(head.startsWith("HTTP/1.1 4") || head.startsWith("HTTP/1.1 501"), head);
      assertTrue(head.contains("connection: close"), head);
      client.socket.shutdownOutput();
      assertTrue(client.isClosedByProxy());
    }
    assertEquals(0, backend.requests.size());
  }

  @Test
  void a_folded_line_is_seen_when_it_arrives_byte_by_byte() throws Exception {
    try (RawClient client = new RawClient(port)) {
      for (char each : "GET / HTTP/1.1\r\nHost: shop\r\nX-Folded: a\r\n b\r\n".toCharArray()) {
        client.send(String.valueOf(each));
        Thread.sleep(1);
      }
      assertTrue(client.head().startsWith("HTTP/1.1 400"));
    }
    assertEquals(0, backend.requests.size());
  }

  @Test
  void a_valid_request_may_arrive_byte_by_byte() throws Exception {
    try (RawClient client = new RawClient(port)) {
      for (char each : "\r\nPOST / HTTP/1.1\r\nHost: shop\r\nX-A:  b c \r\nContent-Length: 3\r\n\r\n a\t".toCharArray()) {
        client.send(String.valueOf(each));
        Thread.sleep(1);
      }
      assertEquals(200, client.answer().status());
      assertEquals(200, client.get("/next").status());
    }
    assertEquals(" a\t", backend.requests.getFirst().text());
  }

  @Test
  void too_much_head_is_refused() throws Exception {
    try (RawClient client = new RawClient(port).send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: shop\r\n\r\n")) {
      assertTrue(client.head().startsWith("HTTP/1.1 414"));
    }
    try (RawClient client = new RawClient(port).send("GET / HTTP/1.1\r\nHost: shop\r\nX: " + "a".repeat(40_000) + "\r\n\r\n")) {
      assertTrue(client.head().startsWith("HTTP/1.1 431"));
    }
    assertEquals(0, backend.requests.size());
  }

  @Test
  void a_client_that_never_ends_its_head_is_told_and_closed() throws Exception {
    proxy.apply(TableBuilder.generation(2).release("a", 100, backend.port()).with("timeouts", java.util.Map.of("headerMillis", 300)));
    try (RawClient client = new RawClient(port).send("GET / HTTP/1.1\r\nHost: sh")) {
      assertTrue(client.head().startsWith("HTTP/1.1 408"));
    }
  }
}
