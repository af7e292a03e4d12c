package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a control plane can order, and what it is refused. */
class AdminTest {
  @TempDir Path directory;
  RunningProxy proxy;
  ScriptedBackend one;
  ScriptedBackend two;

  @BeforeEach
  void start() throws Exception {
    proxy = new RunningProxy(directory);
    one = ScriptedBackend.saying("one");
    two = ScriptedBackend.saying("two");
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    one.close();
    two.close();
  }

  @Test
  void hello_says_who_answers() throws Exception {
    JsonNode hello = proxy.admin.op("hello");
    assertTrue(hello.path("ok").asBoolean());
    assertEquals(ProcessHandle.current().pid(), hello.path("pid").asLong());
    assertEquals(1, hello.path("format").asInt());
    assertEquals(hello.path("boot"), proxy.admin.op("hello").path("boot"));
  }

  @Test
  void only_the_owner_may_speak_to_it() throws Exception {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("proxy.sock"))));
  }

  @Test
  void an_older_epoch_is_refused_even_after_the_target_was_removed() throws Exception {
    int port = proxy.apply(new TableBuilder(5, 1).release("one", 100, one.port()));
    assertEquals("stale-epoch", code(proxy.admin.apply(new TableBuilder(4, 99).release("two", 100, two.port()).build())));
    assertEquals("one", RawClient.getOnce(port, "/").body());
    ObjectNode remove = AdminClient.JSON.createObjectNode().put("op", "remove").put("target", RunningProxy.TARGET);
    assertEquals("stale-epoch", code(proxy.admin.ask(remove.deepCopy().put("epoch", 4))));
    assertTrue(proxy.admin.ask(remove.deepCopy().put("epoch", 6)).path("ok").asBoolean());
    assertThrows(IOException.class, () -> new RawClient(port).close());
    assertEquals("stale-epoch", code(proxy.admin.apply(new TableBuilder(5, 2).release("one", 100, one.port()).build())));
    assertEquals(0, proxy.admin.op("targets").path("targets").size());
  }

  @Test
  void the_same_table_again_is_fine_and_another_one_must_be_newer() throws Exception {
    TableBuilder first = TableBuilder.generation(7).release("one", 100, one.port());
    int port = proxy.apply(first);
    assertEquals(port, proxy.apply(first));
    assertEquals("stale-generation", code(proxy.admin.apply(TableBuilder.generation(7).release("two", 100, two.port()).build())));
    assertEquals("stale-generation", code(proxy.admin.apply(TableBuilder.generation(6).release("two", 100, two.port()).build())));
    assertEquals("one", RawClient.getOnce(port, "/").body());
    proxy.apply(new TableBuilder(2, 1).release("two", 100, two.port()));
    assertEquals("two", RawClient.getOnce(port, "/").body());
  }

  @Test
  void a_taken_port_is_refused_and_the_old_one_goes_on() throws Exception {
    int port = proxy.apply(TableBuilder.generation(1).release("one", 100, one.port()));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TableBuilder wanted = TableBuilder.generation(2).listen(taken.getLocalPort()).release("two", 100, two.port());
      assertEquals("port-taken", code(proxy.admin.apply(wanted.build())));
      assertEquals("one", RawClient.getOnce(port, "/").body());
      assertEquals(1, proxy.admin.op("read", RunningProxy.TARGET).path("table").path("generation").asInt());
      taken.close();
      assertTrue(proxy.admin.apply(wanted.build()).path("ok").asBoolean());
    }
    assertThrows(IOException.class, () -> new RawClient(port).close());
  }

  @Test
  void a_new_port_serves_before_the_old_one_closes_and_open_connections_go_on() throws Exception {
    int port = proxy.apply(TableBuilder.generation(1).release("one", 100, one.port()));
    int other = freePort();
    try (RawClient kept = new RawClient(port)) {
      kept.get("/");
      assertEquals(other, proxy.apply(TableBuilder.generation(2).listen(other).release("one", 100, one.port())));
      assertEquals("one", RawClient.getOnce(other, "/").body());
      assertEquals("one", kept.get("/").body());
    }
  }

  @Test
  void a_preview_port_is_allotted_shows_only_its_release_and_is_counted_apart() throws Exception {
    int port =
        proxy.apply(
            TableBuilder.generation(1)
                .release("one", 100, one.port())
                .release("two", 0, two.port())
                .stable("one")
                .with("preview", Map.of("host", "127.0.0.1", "port", 0))
                .with("previewRelease", "two"));
    int preview = proxy.admin.op("read", RunningProxy.TARGET).path("previewPort").asInt();
    assertNotEquals(0, preview);
    assertEquals("two", RawClient.getOnce(preview, "/").body());
    assertEquals("one", RawClient.getOnce(port, "/").body());
    two.kill();
    assertEquals(502, RawClient.getOnce(preview, "/").status());
    assertEquals(0, proxy.counts("two").path("requests").asInt());
    assertEquals(2, proxy.admin.op("counts", RunningProxy.TARGET).path("preview").path("two").path("requests").asInt());
  }

  @Test
  void tables_that_cannot_be_routed_by_are_refused_with_the_field_that_is_wrong() throws Exception {
    TableBuilder good = TableBuilder.generation(1).release("one", 100, one.port());
    Map<TableBuilder, String> bad =
        Map.of(
            TableBuilder.generation(1).release("one", 60, one.port()).release("two", 60, two.port()), "add up to 120",
            TableBuilder.generation(1).release("one", 101, one.port()), "releases[0].weight",
            TableBuilder.generation(1).release("one", 50, one.port()).release("one", 50, two.port()), "twice",
            TableBuilder.generation(1).release("one", 100, one.port()).with("previewRelease", "gone"), "table.previewRelease is gone",
            TableBuilder.generation(1).release("one", 100, one.port()).with("listen", Map.of("host", "127.0.0.1")), "table.listen.port",
            TableBuilder.generation(1).release("one", 100, one.port()).with("format", 2), "table.format is 2",
            TableBuilder.generation(1).release("one", 100, one.port()).with("wieghts", 2), "table.wieghts is not known",
            TableBuilder.generation(1).release("one", 100, one.port()).with("sticky", Map.of()), "table.sticky",
            TableBuilder.generation(1).release("one", 100, 70_000), "backends[0].port",
            TableBuilder.generation(1).release("one", 100, one.port())
                .with("routes", List.of(Map.of("header", "a b", "value", "x", "release", "one"))),
            "routes[].header");
    for (Map.Entry<TableBuilder, String> each : bad.entrySet()) {
      JsonNode reply = proxy.admin.apply(each.getKey().build());
      assertEquals("invalid-table", code(reply));
      assertTrue(reply.path("message").asText().contains(each.getValue()), reply.toString());
    }
    assertFalse(proxy.admin.op("read", RunningProxy.TARGET).has("table"));
    assertTrue(proxy.admin.apply(good.build()).path("ok").asBoolean());
  }

  @Test
  void an_emergency_sends_everybody_to_stable_until_a_table_clears_it() throws Exception {
    TableBuilder table = TableBuilder.generation(1).draining("one", 0, one.port()).release("two", 100, two.port()).stable("one");
    int port = proxy.apply(table);
    assertEquals("two", RawClient.getOnce(port, "/").body());
    ObjectNode order = AdminClient.JSON.createObjectNode().put("op", "emergency").put("by", "anna").put("reason", "checkout is down");
    assertTrue(proxy.admin.ask(order).path("ok").asBoolean());
    for (int i = 0; i < 10; i++) {
      assertEquals("one", RawClient.getOnce(port, "/").body());
    }
    assertEquals("anna", proxy.admin.op("read", RunningProxy.TARGET).path("override").path("by").asText());
    TableBuilder next = TableBuilder.generation(2).release("one", 0, one.port()).release("two", 100, two.port()).stable("one");
    assertEquals("override-active", code(proxy.admin.apply(next.build())));
    assertEquals("override-active", code(proxy.admin.apply(table.build())));
    assertEquals("one", RawClient.getOnce(port, "/").body());
    proxy.apply(next.with("clearOverride", true));
    assertEquals("two", RawClient.getOnce(port, "/").body());
    assertFalse(proxy.admin.op("read", RunningProxy.TARGET).has("override"));
  }

  @Test
  void an_emergency_needs_a_stable_release() throws Exception {
    proxy.apply(TableBuilder.generation(1).release("one", 100, one.port()));
    assertEquals("no-stable", code(proxy.admin.op("emergency", RunningProxy.TARGET)));
    proxy.apply(TableBuilder.generation(2).release("one", 100, one.port()).stable("gone"));
    assertEquals("no-stable", code(proxy.admin.op("emergency", RunningProxy.TARGET)));
    assertEquals("unknown-target", code(proxy.admin.op("emergency", "nobody/nowhere")));
  }

  @Test
  void nonsense_is_answered_and_the_socket_goes_on() throws Exception {
    assertEquals("invalid-request", code(proxy.admin.askRaw("{not json")));
    assertEquals("invalid-request", code(proxy.admin.askRaw("[1]")));
    assertEquals("invalid-request", code(proxy.admin.op("dance")));
    assertEquals("invalid-request", code(proxy.admin.op("read")));
    assertEquals("invalid-table", code(proxy.admin.op("apply")));
    assertTrue(proxy.admin.op("hello").path("ok").asBoolean());
  }

  @Test
  void a_port_that_is_taken_at_the_start_is_opened_as_soon_as_it_is_free_and_the_others_serve_at_once() throws Exception {
    int port = freePort();
    proxy.apply(TableBuilder.generation(1).listen(port).release("one", 100, one.port()));
    int other = proxy.apply(TableBuilder.generation(1).target("blog/staging").release("two", 100, two.port()));
    proxy.close();
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      proxy = new RunningProxy(directory);
      assertEquals("two", RawClient.getOnce(other, "/").body());
      assertFalse(proxy.admin.op("read", RunningProxy.TARGET).path("listening").asBoolean());
      assertTrue(taken.isBound());
    }
    RunningProxy.await(
        "the port is opened",
        () -> {
          try {
            return proxy.admin.op("read", RunningProxy.TARGET).path("listening").asBoolean();
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    assertEquals("one", RawClient.getOnce(port, "/").body());
  }

  @Test
  void a_table_that_cannot_be_kept_is_refused_and_changes_nothing() throws Exception {
    int port = proxy.apply(TableBuilder.generation(1).release("one", 100, one.port()));
    // A folder where the next state should be written: what a full disk is to a test.
    Files.createDirectory(directory.resolve("proxy.json.next"));
    int unused = freePort();
    assertEquals("io", code(proxy.admin.apply(TableBuilder.generation(2).listen(unused).release("two", 100, two.port()).build())));
    assertEquals("one", RawClient.getOnce(port, "/").body());
    assertThrows(IOException.class, () -> new RawClient(unused).close());
    Files.delete(directory.resolve("proxy.json.next"));
    proxy.apply(TableBuilder.generation(2).listen(unused).release("two", 100, two.port()));
    assertEquals("two", RawClient.getOnce(unused, "/").body());
  }

  @Test
  void two_targets_live_side_by_side() throws Exception {
    int first = proxy.apply(TableBuilder.generation(1).release("one", 100, one.port()));
    int second = proxy.apply(TableBuilder.generation(1).target("blog/staging").release("two", 100, two.port()));
    assertEquals("one", RawClient.getOnce(first, "/").body());
    assertEquals("two", RawClient.getOnce(second, "/").body());
    assertEquals("[\"blog/staging\",\"shop/production\"]", proxy.admin.op("targets").path("targets").toString());
    assertEquals("port-taken", code(proxy.admin.apply(TableBuilder.generation(2).listen(second).release("one", 100, one.port()).build())));
  }

  static String code(JsonNode reply) {
    return reply.path("ok").asBoolean() ? "ok" : reply.path("code").asText();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
