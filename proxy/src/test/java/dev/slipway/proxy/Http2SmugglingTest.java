package dev.slipway.proxy;

import static dev.slipway.proxy.Http2Wire.DATA;
import static dev.slipway.proxy.Http2Wire.END_HEADERS;
import static dev.slipway.proxy.Http2Wire.END_STREAM;
import static dev.slipway.proxy.Http2Wire.HEADERS;
import static dev.slipway.proxy.Http2Wire.frame;
import static dev.slipway.proxy.Http2Wire.head;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What HTTP/2 can say and HTTP/1 would read as something else never reaches a backend. */
class Http2SmugglingTest {
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

  static List<List<String>> malformed() {
    return List.of(
        List.of("connection", "keep-alive"),
        List.of("connection", "x-a"),
        List.of("keep-alive", "timeout=5"),
        List.of("proxy-connection", "keep-alive"),
        List.of("upgrade", "websocket"),
        List.of("transfer-encoding", "chunked"),
        List.of("transfer-encoding", "identity"),
        List.of("te", "gzip"),
        List.of("x-a", "b\r\nx-smuggled: c"),
        List.of("x-a", "b\nx-smuggled: c"),
        List.of("x-a", "b\rc"),
        List.of("x-a", "b\u0000c"),
        List.of("x-a\r\nx-smuggled", "c"),
        List.of("x-a: b", "c"),
        List.of("x a", "c"),
        List.of("X-Upper", "c"),
        List.of("", "c"),
        List.of("content-length", "5", "content-length", "6"),
        List.of("content-length", "+0"),
        List.of("content-length", "-1"),
        List.of("content-length", "7"),
        List.of("host", "another"),
        List.of(":path", "/again"),
        List.of(":nonsense", "x"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void a_header_that_must_not_be_there_is_refused(List<String> more) throws Exception {
    List<String> all = new java.util.ArrayList<>(List.of(":method", "GET", ":scheme", "http", ":authority", "shop", ":path", "/"));
    all.addAll(more);
    assertRefused(all.toArray(String[]::new));
  }

  static List<List<String>> wrongLines() {
    return List.of(
        List.of(":method", "GET", ":scheme", "http", ":authority", "shop", ":path", "/ HTTP/1.1\r\nx-smuggled: y"),
        List.of(":method", "GET", ":scheme", "http", ":authority", "shop", ":path", "/a b"),
        List.of(":method", "GET", ":scheme", "http", ":authority", "shop", ":path", ""),
        List.of(":method", "GET / HTTP/1.1\r\nx-smuggled: y\r\n\r\nGET", ":scheme", "http", ":authority", "shop", ":path", "/"),
        List.of(":method", "GET ", ":scheme", "http", ":authority", "shop", ":path", "/"),
        List.of(":method", "GET", ":scheme", "http", ":authority", "shop\r\nx-smuggled: y", ":path", "/"),
        List.of(":method", "CONNECT", ":authority", "shop:443"),
        List.of(":scheme", "http", ":authority", "shop", ":path", "/"),
        List.of(":method", "GET", ":scheme", "http", ":authority", "shop"),
        List.of(":method", "GET", ":path", "/", ":authority", "shop"),
        List.of("x-first", "y", ":method", "GET", ":scheme", "http", ":authority", "shop", ":path", "/"));
  }

  @ParameterizedTest
  @MethodSource("wrongLines")
  void a_request_whose_line_or_host_would_be_another_is_refused(List<String> head) throws Exception {
    assertRefused(head.toArray(String[]::new));
  }

  @Test
  void a_body_that_is_not_as_long_as_announced_is_no_request_for_a_backend() throws Exception {
    for (String body : List.of("abc", "abcdefGET /smuggled HTTP/1.1\r\nHost: shop\r\n\r\n")) {
      try (Http2Wire client = new Http2Wire(port)) {
        client.write(frame(HEADERS, END_HEADERS, 1, head(":method", "POST", ":scheme", "http", ":authority", "shop", ":path", "/",
            "content-length", "5")));
        client.write(frame(DATA, END_STREAM, 1, body.getBytes(ISO_8859_1)));
        String outcome = client.outcome();
        assertTrue(outcome.startsWith("reset"), outcome);
      }
    }
    RunningProxy.await("its connections to the backend are closed", () -> backend.sockets.stream().allMatch(Http2SmugglingTest::isOver));
    assertTrue(backend.requests.stream().allMatch(each -> each.path().equals("/") && each.body().length < 5), "a whole one came");
  }

  @Test
  void a_sound_request_beside_them_is_served() throws Exception {
    try (Http2Wire client = new Http2Wire(port)) {
      client.write(frame(HEADERS, END_HEADERS | END_STREAM, 1, head(":method", "GET", ":scheme", "http", ":authority", "shop", ":path", "/",
          "te", "trailers", "host", "shop")));
      assertEquals("status", client.outcome());
    }
    assertEquals("GET / HTTP/1.1", backend.requests.getFirst().line());
  }

  private void assertRefused(String... head) throws Exception {
    try (Http2Wire client = new Http2Wire(port)) {
      client.write(frame(HEADERS, END_HEADERS | END_STREAM, 1, head(head)));
      String outcome = client.outcome();
      assertTrue(!outcome.equals("nothing"), outcome);
    }
    assertEquals(List.of(), backend.requests.stream().map(ScriptedBackend.Request::head).toList());
  }

  private static boolean isOver(java.net.Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.isClosed() || socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (java.io.IOException e) {
      return true;
    }
  }
}
