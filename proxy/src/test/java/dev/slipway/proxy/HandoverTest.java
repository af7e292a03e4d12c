package dev.slipway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One proxy takes the place of another while both run. */
class HandoverTest {
  private static final int HANDOVERS = Integer.getInteger("slipway.test.handovers", 3);

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
  void no_request_is_lost_and_every_one_is_counted_while_proxies_follow_one_another() throws Exception {
    Process first = proxies.start();
    int port = proxies.apply(new TableBuilder(3, 9).release("a", 100, backend.port()));
    String boot = proxies.counts().path("boot").asText();
    Process last = first;
    HandoverLoad load = new HandoverLoad(port, 4, 4);
    try (load) {
      for (int i = 0; i < HANDOVERS; i++) {
        last = proxies.start("--take-over");
        assertTrue(last.isAlive(), Files.readString(proxies.log(i + 1)));
        long before = load.answered.get();
        RunningProxy.await("it serves", () -> load.answered.get() > before + 200);
      }
    }
    assertEquals(List.of(), List.copyOf(load.failed));
    assertTrue(ProxyProcesses.ends(first));
    assertEquals(0, first.exitValue());
    assertEquals(last.pid(), proxies.pid());
    assertEquals(9, proxies.read().path("table").path("generation").asInt());
    assertEquals(boot, proxies.counts().path("boot").asText());
    assertEquals(load.answered.get(), proxies.counts().path("releases").path("a").path("requests").asLong());
    assertEquals("stale-epoch", AdminTest.code(proxies.admin.apply(new TableBuilder(2, 99).release("a", 100, backend.port()).build())));
  }

  @Test
  void a_successor_that_dies_before_it_serves_changes_nothing() throws Exception {
    Process first = proxies.start();
    int port = proxies.apply(table(1, 60_000).release("a", 100, backend.port()));
    try (SocketChannel heir = channelOf(first);
        ServerSocketChannel inbox = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      inbox.bind(UnixDomainSocketAddress.of(folder.resolve("proxy/proxy.heir-1")));
      Channels.newOutputStream(heir).write("{\"op\":\"hand-over\",\"format\":1,\"descriptors\":\"proxy.heir-1\"}\n".getBytes(ISO_8859_1));
      assertTrue(AdminClient.JSON.readTree(Wire.line(Channels.newInputStream(heir))).path("ok").asBoolean());
      assertEquals("here", RawClient.getOnce(port, "/").body());
    }
    proxies.apply(table(2, 60_000).release("a", 100, backend.port()));
    assertEquals(first.pid(), proxies.pid());
    Process older = proxies.launch("--take-over", "--dir", folder.resolve("nowhere/at/all/" + "x".repeat(120)).toString());
    assertTrue(ProxyProcesses.ends(older));
    assertEquals(first.pid(), proxies.pid());
    assertEquals("here", RawClient.getOnce(port, "/").body());
  }

  /** It would be reset before it has read that nobody took its last requests, and had to take them for lost. */
  @Test
  void an_http2_client_that_is_late_may_still_speak_after_the_last_word_of_the_proxy_that_leaves() throws Exception {
    proxies.start();
    int port = proxies.apply(table(1, 60_000).release("a", 100, backend.port()));
    byte[] head = Http2Wire.head(":method", "GET", ":scheme", "http", ":path", "/", ":authority", "shop");
    try (Http2Wire client = new Http2Wire(port)) {
      client.write(Http2Wire.frame(Http2Wire.HEADERS, Http2Wire.END_HEADERS | Http2Wire.END_STREAM, 1, head));
      assertEquals("status", client.outcome());
      proxies.start("--take-over");
      assertEquals("goaway 0", client.outcome());
      assertEquals("goaway 0", client.outcome());
      client.write(Http2Wire.frame(Http2Wire.HEADERS, Http2Wire.END_HEADERS | Http2Wire.END_STREAM, 3, head));
      assertEquals("reset 7", client.outcome(), "refused, so that it may be sent again");
    }
  }

  private static TableBuilder table(long generation, int drainMillis) {
    return TableBuilder.generation(generation).with("drainMillis", drainMillis);
  }

  private SocketChannel channelOf(Process proxy) throws IOException {
    assertEquals(proxy.pid(), proxies.pid());
    return SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("proxy/proxy.sock")));
  }
}
