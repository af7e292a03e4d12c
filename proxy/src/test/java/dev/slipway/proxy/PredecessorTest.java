package dev.slipway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy that was replaced, while it still has clients. */
class PredecessorTest {
  @TempDir Path folder;
  ProxyProcesses proxies;
  ScriptedBackend backend;

  @BeforeEach
  void start() throws Exception {
    proxies = new ProxyProcesses(Files.createDirectory(folder.resolve("proxy")));
    backend = ScriptedBackend.saying("here");
  }

  @AfterEach
  void stop() throws Exception {
    proxies.close();
    backend.close();
  }

  @Test
  void what_the_predecessor_still_answers_holds_its_backend_and_obeys_the_drain_of_a_new_table() throws Exception {
    OpenAnswers answers = new OpenAnswers();
    try (ScriptedBackend old = ScriptedBackend.of(answers)) {
      Process first = proxies.start();
      int port = proxies.apply(table(1, 60_000).release("old", 100, old.port()).release("new", 0, backend.port()));
      try (RawClient open = new RawClient(port).send("GET /long HTTP/1.1\r\nHost: shop\r\n\r\n")) {
        assertTrue(open.head().startsWith("HTTP/1.1 200"));
        proxies.start("--take-over");
        assertEquals(1, inflight("old"));
        assertEquals(1, proxies.counts().path("releases").path("old").path("inflight").asInt());
        proxies.apply(table(2, 60_000).draining("old", 0, old.port()).release("new", 100, backend.port()));
        assertEquals("here", RawClient.getOnce(port, "/").body());
        assertFalse(drained("old"));
        answers.finish().countDown();
        assertEquals("beginended", new String(open.in.readNBytes(10), ISO_8859_1));
      }
      RunningProxy.await("it is drained", () -> drained("old"));
      assertTrue(ProxyProcesses.ends(first));
      assertEquals(1, proxies.counts().path("releases").path("old").path("requests").asInt());
      assertEquals(0, proxies.counts().path("releases").path("old").path("inflight").asInt());
    }
  }

  @Test
  void a_kept_connection_gets_one_more_answer_from_the_predecessor_by_the_table_in_force_and_then_moves() throws Exception {
    try (ScriptedBackend old = ScriptedBackend.saying("old")) {
      proxies.start();
      int port = proxies.apply(table(1, 60_000).release("old", 100, old.port()).release("new", 0, backend.port()));
      try (RawClient kept = new RawClient(port)) {
        assertEquals("old", kept.get("/").body());
        proxies.start("--take-over");
        proxies.apply(table(2, 60_000).draining("old", 0, old.port()).release("new", 100, backend.port()));
        RawClient.Answer answer = kept.get("/");
        assertEquals("here, then close", answer.body() + ", then " + answer.header("connection").orElse("kept"));
      }
    }
  }

  @Test
  void the_predecessor_takes_no_more_orders_and_a_third_follows_while_the_first_still_answers() throws Exception {
    OpenAnswers answers = new OpenAnswers();
    try (ScriptedBackend slow = ScriptedBackend.of(answers);
        SocketChannel before = channelOf(proxies.start())) {
      int port = proxies.apply(table(1, 60_000).release("a", 100, slow.port()));
      try (RawClient open = new RawClient(port).send("GET /silent HTTP/1.1\r\nHost: shop\r\n\r\n")) {
        RunningProxy.await("it is asked", () -> slow.requests.size() == 1);
        proxies.start("--take-over");
        ObjectNode order = AdminClient.JSON.createObjectNode().put("op", "apply");
        order.set("table", table(9, 1).release("a", 100, backend.port()).build());
        Channels.newOutputStream(before).write((order + "\n").getBytes(ISO_8859_1));
        assertEquals("handed-over", AdminTest.code(AdminClient.JSON.readTree(Wire.line(Channels.newInputStream(before)))));
        Process third = proxies.start("--take-over");
        assertTrue(third.isAlive(), Files.readString(proxies.log(2)));
        assertEquals(1, proxies.read().path("table").path("generation").asInt());
        assertEquals(1, inflight("a"));
        answers.finish().countDown();
        assertEquals("late", open.answer().body());
      }
      RunningProxy.await("all is counted", () -> count("a") == 1);
    }
  }

  private static TableBuilder table(long generation, int drainMillis) {
    return TableBuilder.generation(generation).with("drainMillis", drainMillis);
  }

  private SocketChannel channelOf(Process proxy) throws IOException {
    assertEquals(proxy.pid(), proxies.pid());
    return SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("proxy/proxy.sock")));
  }

  private int inflight(String release) {
    return backend(release).path("inflight").asInt(-1);
  }

  private boolean drained(String release) {
    return backend(release).path("drained").asBoolean() || backend(release).isMissingNode();
  }

  private JsonNode backend(String release) {
    try {
      for (JsonNode each : proxies.read().path("backends")) {
        if (each.path("release").asText().equals(release)) {
          return each;
        }
      }
      return AdminClient.JSON.missingNode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long count(String release) {
    try {
      return proxies.counts().path("releases").path(release).path("requests").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
