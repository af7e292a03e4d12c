package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is open when its backend must go may end in peace, up to a deadline. */
class DrainTest {
  private static final String UPGRADE =
      "GET /ws HTTP/1.1\r\nHost: shop\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

  @TempDir Path directory;
  final CountDownLatch finish = new CountDownLatch(1);
  RunningProxy proxy;
  ScriptedBackend old;
  ScriptedBackend next;

  @BeforeEach
  void start() throws Exception {
    proxy = new RunningProxy(directory);
    old = ScriptedBackend.of(this::answer);
    next = ScriptedBackend.saying("next");
  }

  @AfterEach
  void stop() throws Exception {
    finish.countDown();
    proxy.close();
    old.close();
    next.close();
  }

  private boolean answer(ScriptedBackend.Request request, ScriptedBackend.Conversation out) throws IOException, InterruptedException {
    switch (request.path()) {
      case "/long" -> {
        finish.await();
        out.ok("finished");
      }
      case "/events" -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
        finish.await();
        out.write("data: 2\n\n");
        return false;
      }
      case "/half-an-event" -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n");
        finish.await();
        return false;
      }
      case "/lines" -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nline\n\n");
        finish.await();
        return false;
      }
      case "/ws" -> {
        out.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
        out.in().transferTo(new Flushing(out));
        return false;
      }
      default -> out.ok("old");
    }
    return true;
  }

  private TableBuilder first(int drainMillis) {
    return TableBuilder.generation(1).release("old", 100, old.port()).with("drainMillis", drainMillis);
  }

  private TableBuilder second(int drainMillis) {
    return TableBuilder.generation(2).draining("old", 0, old.port()).release("next", 100, next.port()).with("drainMillis", drainMillis);
  }

  @Test
  void a_long_answer_ends_in_peace_while_new_requests_go_elsewhere() throws Exception {
    int port = proxy.apply(first(10_000));
    try (RawClient client = new RawClient(port);
        RawClient kept = new RawClient(port)) {
      assertEquals("old", kept.get("/").body());
      client.send("GET /long HTTP/1.1\r\nHost: shop\r\n\r\n");
      RunningProxy.await("the old backend has it", () -> old.requests.size() == 2);
      proxy.apply(second(10_000));
      assertEquals("next", kept.get("/").body());
      assertEquals(1, proxy.backend(old.port()).path("inflight").asInt());
      assertTrue(proxy.backend(old.port()).path("draining").asBoolean());
      assertFalse(proxy.backend(old.port()).path("drained").asBoolean());
      finish.countDown();
      assertEquals("finished", client.answer().body());
      assertEquals("next", client.get("/").body());
    }
    assertTrue(proxy.backend(old.port()).path("drained").asBoolean());
    assertEquals(2, old.requests.size());
  }

  @Test
  void a_backend_that_a_table_no_longer_names_drains_the_same_way_and_is_then_forgotten() throws Exception {
    int port = proxy.apply(first(10_000));
    try (RawClient client = new RawClient(port)) {
      client.send("GET /long HTTP/1.1\r\nHost: shop\r\n\r\n");
      RunningProxy.await("the old backend has it", () -> old.requests.size() == 1);
      proxy.apply(TableBuilder.generation(2).release("next", 100, next.port()));
      assertEquals("next", RawClient.getOnce(port, "/").body());
      assertTrue(proxy.backend(old.port()).path("draining").asBoolean());
      finish.countDown();
      assertEquals("finished", client.answer().body());
    }
    RunningProxy.await("the old backend is forgotten", () -> !isNamed(old.port()));
  }

  @Test
  void what_outlives_the_deadline_is_cut_and_drained() throws Exception {
    int port = proxy.apply(first(400));
    try (RawClient lines = new RawClient(port).send("GET /lines HTTP/1.1\r\nHost: shop\r\n\r\n");
        RawClient half = new RawClient(port).send("GET /half-an-event HTTP/1.1\r\nHost: shop\r\n\r\n");
        RawClient waiting = new RawClient(port).send("GET /long HTTP/1.1\r\nHost: shop\r\n\r\n")) {
      assertTrue(lines.head().startsWith("HTTP/1.1 200"));
      assertTrue(half.head().startsWith("HTTP/1.1 200"));
      RunningProxy.await("all are open", () -> old.requests.size() == 3);
      proxy.apply(second(400));
      assertThrows(IOException.class, () -> Wire.chunks(lines.in, new java.io.ByteArrayOutputStream()));
      assertThrows(IOException.class, () -> Wire.chunks(half.in, new java.io.ByteArrayOutputStream()));
      RawClient.Answer answer = waiting.answer();
      assertEquals(503, answer.status());
      assertEquals(Optional.of("drained"), answer.header("x-slipway"));
    }
    assertTrue(proxy.backend(old.port()).path("drained").asBoolean());
  }

  @Test
  void an_event_stream_flows_until_it_ends_and_its_latency_is_the_time_to_its_head() throws Exception {
    int port = proxy.apply(first(10_000));
    try (RawClient events = new RawClient(port).send("GET /events HTTP/1.1\r\nHost: shop\r\n\r\n")) {
      assertTrue(events.head().toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked"));
      proxy.apply(second(10_000));
      assertEquals("9", Wire.line(events.in));
      assertEquals("data: 1", Wire.line(events.in));
      Thread.sleep(600);
      finish.countDown();
      java.io.ByteArrayOutputStream rest = new java.io.ByteArrayOutputStream();
      Wire.line(events.in);
      Wire.line(events.in);
      Wire.chunks(events.in, rest);
      assertEquals("data: 2\n\n", rest.toString(java.nio.charset.StandardCharsets.UTF_8));
    }
    int bucket = Integer.parseInt(proxy.counts("old").path("latency").fieldNames().next());
    assertTrue(dev.slipway.core.traffic.LatencyHistogram.edgeNanos(bucket) < 500_000_000L);
  }

  @Test
  void an_event_stream_that_outlives_the_deadline_ends_in_order_between_two_events() throws Exception {
    int port = proxy.apply(first(400));
    try (RawClient events = new RawClient(port).send("GET /events HTTP/1.1\r\nHost: shop\r\n\r\n")) {
      assertTrue(events.head().startsWith("HTTP/1.1 200"));
      proxy.apply(second(400));
      java.io.ByteArrayOutputStream whole = new java.io.ByteArrayOutputStream();
      Wire.chunks(events.in, whole);
      assertEquals("data: 1\n\n", whole.toString(java.nio.charset.StandardCharsets.UTF_8));
      assertEquals("next", events.get("/").body());
    }
    RunningProxy.await("it is drained", () -> isDrained(old.port()));
  }

  @Test
  void a_websocket_carries_bytes_both_ways_and_is_told_to_go_away_at_the_deadline() throws Exception {
    int port = proxy.apply(first(400));
    try (RawClient client = new RawClient(port).send(UPGRADE)) {
      assertTrue(client.head().startsWith("HTTP/1.1 101"));
      byte[] frame = {(byte) 0x81, (byte) 0x82, 1, 2, 3, 4, 'h' ^ 1, 'i' ^ 2};
      client.socket.getOutputStream().write(frame);
      assertArrayEquals(frame, client.in.readNBytes(frame.length));
      proxy.apply(second(400));
      assertEquals(1, proxy.backend(old.port()).path("inflight").asInt());
      client.socket.getOutputStream().write(frame);
      assertArrayEquals(frame, client.in.readNBytes(frame.length));
      assertArrayEquals(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xE9}, client.in.readNBytes(4));
      assertTrue(client.isClosedByProxy());
    }
    RunningProxy.await("it is drained", () -> isDrained(old.port()));
    assertEquals(1, proxy.counts("old").path("status1xx").asInt());
  }

  @Test
  void a_close_frame_never_lands_inside_another_frame() throws Exception {
    int port = proxy.apply(first(300));
    try (RawClient client = new RawClient(port).send(UPGRADE)) {
      assertTrue(client.head().startsWith("HTTP/1.1 101"));
      // A binary frame of five bytes of which the backend echoes three for now; the rest follows after the deadline.
      client.socket.getOutputStream().write(new byte[] {(byte) 0x82, 5, 'a', 'b', 'c'});
      assertArrayEquals(new byte[] {(byte) 0x82, 5, 'a', 'b', 'c'}, client.in.readNBytes(5));
      proxy.apply(second(300));
      Thread.sleep(700);
      client.socket.getOutputStream().write(new byte[] {'d', 'e'});
      assertArrayEquals(new byte[] {'d', 'e', (byte) 0x88, 2, 0x03, (byte) 0xE9}, client.in.readNBytes(6));
    }
  }

  @Test
  void a_proxy_that_stops_lets_answers_end_and_tells_websockets_to_go_away() throws Exception {
    int port = proxy.apply(first(500));
    try (RawClient idle = new RawClient(port);
        RawClient socket = new RawClient(port).send(UPGRADE);
        RawClient waiting = new RawClient(port).send("GET /long HTTP/1.1\r\nHost: shop\r\n\r\n")) {
      assertEquals("old", idle.get("/").body());
      assertTrue(socket.head().startsWith("HTTP/1.1 101"));
      RunningProxy.await("all are open", () -> old.requests.size() == 3);
      Thread stopping = Thread.ofVirtual().start(() -> quietly(this::stopProxy));
      assertTrue(idle.isClosedByProxy());
      assertThrows(IOException.class, () -> new RawClient(port).close());
      finish.countDown();
      assertEquals("finished", waiting.answer().body());
      assertArrayEquals(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xE9}, socket.in.readNBytes(4));
      assertTrue(socket.isClosedByProxy());
      stopping.join();
    }
    proxy = new RunningProxy(directory);
    assertEquals("old", RawClient.getOnce(proxy.admin.op("read", RunningProxy.TARGET).path("listenPort").asInt(), "/").body());
  }

  private boolean stopProxy() throws Exception {
    proxy.stop();
    return true;
  }

  @Test
  void an_upload_in_progress_reaches_the_draining_backend() throws Exception {
    int port = proxy.apply(first(10_000));
    try (RawClient client = new RawClient(port)) {
      client.send("POST /up HTTP/1.1\r\nHost: shop\r\nContent-Length: 6\r\n\r\nabc");
      RunningProxy.await("it is claimed", () -> inflight(old.port()) == 1);
      proxy.apply(second(10_000));
      assertEquals("old", client.send("def").answer().body());
    }
    assertEquals("abcdef", old.requests.getFirst().text());
  }

  private boolean isNamed(int port) {
    return quietly(() -> !proxy.backend(port).isMissingNode());
  }

  private boolean isDrained(int port) {
    return quietly(() -> proxy.backend(port).path("drained").asBoolean());
  }

  private int inflight(int port) {
    return quietly(() -> proxy.backend(port).path("inflight").asInt());
  }

  private static <T> T quietly(java.util.concurrent.Callable<T> question) {
    try {
      return question.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends on at once what it is given. */
  private static final class Flushing extends java.io.OutputStream {
    private final ScriptedBackend.Conversation out;

    Flushing(ScriptedBackend.Conversation out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      out.out().write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.out().write(bytes, from, length);
      out.out().flush();
    }
  }
}
