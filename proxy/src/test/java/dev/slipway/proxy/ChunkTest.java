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

/** A body in chunks that could be cut in two ways is no body: its request never ends at a backend, and nothing after it is read. */
class ChunkTest {
  private static final String HEAD = "POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n";
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
        "5\r\nabcdefgh\r\n0\r\n\r\n",
        "5\r\nabcde0\r\n\r\n",
        "5\nabcde\r\n0\r\n\r\n",
        "5\r\nabcde\n0\r\n\r\n",
        "5\rabcde\r\n0\r\n\r\n",
        "5;\nabc\r\nabcde\r\n0\r\n\r\n",
        "5;a=\nb\r\nabcde\r\n0\r\n\r\n",
        "0x5\r\nabcde\r\n0\r\n\r\n",
        "-5\r\nabcde\r\n0\r\n\r\n",
        "+5\r\nabcde\r\n0\r\n\r\n",
        "5 5\r\nabcde\r\n0\r\n\r\n",
        "g\r\nabcde\r\n0\r\n\r\n",
        "\r\nabcde\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFF5\r\nabcde\r\n0\r\n\r\n",
        "100000005\r\nabcde\r\n0\r\n\r\n",
        "\u00005\r\nabcde\r\n0\r\n\r\n",
        "5\r\nabcde\r\n0\r\nX: a\n\r\n",
        "5\r\nabcde\r\n0\r\nNo Token: a\r\n\r\n",
        "5\r\nabcde\r\n0\r\nX: a\u0000b\r\n\r\n",
        "5\r\nabcde\r\n0\n\n",
      })
  void a_broken_chunk_ends_the_request_and_the_connection(String body) throws Exception {
    try (RawClient client = new RawClient(port).send(HEAD + body + SMUGGLED)) {
      client.socket.shutdownOutput();
      assertTrue(client.isClosedByProxy());
    }
    RunningProxy.await("nothing is open any more", () -> open() == 0);
    assertEquals(0, backend.requests.size(), () -> backend.requests.getFirst().head());
  }

  @Test
  void extensions_of_chunks_and_their_trailers_are_understood_and_go_no_further() throws Exception {
    try (RawClient client = new RawClient(port).send(HEAD + "5;a=b;c=\"d\"\r\nabcde\r\n0;last\r\nX-T: Content-Length: 9\r\n\r\n")) {
      assertEquals(200, client.answer().status());
      assertEquals(200, client.get("/next").status());
    }
    assertEquals("abcde", backend.requests.getFirst().text());
    assertEquals("GET /next HTTP/1.1", backend.requests.get(1).line());
  }

  private int open() {
    try {
      return proxy.counts("a").path("inflight").asInt();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
