package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy as the process that it is: how it starts, dies, comes back and ends. */
class ProcessTest {
  @TempDir Path folder;
  private Path directory;
  private ProxyProcesses proxies;

  @BeforeEach
  void begin() throws IOException {
    directory = Files.createDirectory(folder.resolve("proxy"));
    proxies = new ProxyProcesses(directory);
  }

  @AfterEach
  void end() {
    proxies.close();
  }

  @Test
  void killed_and_started_again_it_serves_its_table_on_the_same_ports_before_anybody_asks() throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.saying("here")) {
      Process first = proxies.start();
      AdminClient admin = proxies.admin;
      TableBuilder table =
          new TableBuilder(3, 9)
              .release("a", 100, backend.port())
              .stable("a")
              .with("preview", Map.of("host", "127.0.0.1", "port", 0))
              .with("previewRelease", "a");
      assertTrue(admin.apply(table.build()).path("ok").asBoolean());
      JsonNode before = admin.op("read", RunningProxy.TARGET);
      String boot = admin.op("hello").path("boot").asText();
      admin.op("emergency");
      first.destroyForcibly().waitFor();
      proxies.start();
      JsonNode after = proxies.admin.op("read", RunningProxy.TARGET);
      assertEquals(before.path("table"), after.path("table"));
      assertEquals(before.path("listenPort"), after.path("listenPort"));
      assertEquals(before.path("previewPort"), after.path("previewPort"));
      assertTrue(after.has("override"));
      assertFalse(boot.equals(admin.op("hello").path("boot").asText()));
      assertEquals("here", RawClient.getOnce(after.path("listenPort").asInt(), "/").body());
      assertEquals("stale-epoch", AdminTest.code(admin.apply(new TableBuilder(2, 99).release("a", 100, backend.port()).build())));
    }
  }

  @Test
  void asked_to_end_it_finishes_what_is_open_and_exits_with_zero() throws Exception {
    try (ScriptedBackend slow = ScriptedBackend.of((_, out) -> {
          Thread.sleep(2_000);
          out.ok("finished");
          return true;
        })) {
      Process process = proxies.start();
      AdminClient admin = proxies.admin;
      admin.apply(TableBuilder.generation(1).release("a", 100, slow.port()).build());
      int port = admin.op("read", RunningProxy.TARGET).path("listenPort").asInt();
      try (RawClient client = new RawClient(port).send("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
          Http2Client http2 = new Http2Client(port)) {
        Http2Client.Stream stream = http2.get("/");
        RunningProxy.await("both are open", () -> slow.requests.size() == 2);
        process.destroy();
        assertEquals("goaway NO_ERROR after " + stream.id(), http2.next());
        stream.expect("status 200", "data finished", "end");
        RawClient.Answer answer = client.answer();
        assertEquals("finished, then close", answer.body() + ", then " + answer.header("connection").orElseThrow());
      }
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
      assertFalse(Files.exists(directory.resolve("proxy.pid")));
    }
  }

  @Test
  void the_stop_order_ends_it_the_same_way() throws Exception {
    Process process = proxies.start();
    assertTrue(proxies.admin.op("stop").path("ok").asBoolean());
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }

  @Test
  void a_second_proxy_in_the_same_directory_is_refused_and_the_first_goes_on() throws Exception {
    proxies.start();
    AdminClient admin = proxies.admin;
    assertRefused(proxies.launch(), "SLW-4005");
    assertTrue(admin.op("hello").path("ok").asBoolean());
  }

  @Test
  void a_state_of_a_newer_version_or_a_damaged_one_is_refused_and_left_alone() throws Exception {
    Path file = directory.resolve("proxy.json");
    Files.writeString(file, "{\"format\":2,\"targets\":[]}");
    assertRefused(proxies.launch(), "SLW-4001");
    assertEquals("{\"format\":2,\"targets\":[]}", Files.readString(file));
    Files.writeString(file, "{\"format\":1,\"targets\":[{\"tar");
    assertRefused(proxies.launch(), "SLW-4002");
  }

  @Test
  void wrong_use_is_told() throws Exception {
    assertRefused(proxies.launch("--threads", "many"), "SLW-4003");
    assertRefused(proxies.launch("--colour", "red"), "SLW-4004");
  }

  @Test
  void metrics_are_published_in_the_format_of_prometheus() throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.saying("here")) {
      proxies.start("--metrics-port", "0");
      AdminClient admin = proxies.admin;
      admin.apply(new TableBuilder(3, 9).release("a", 100, backend.port()).build());
      RawClient.getOnce(admin.op("read", RunningProxy.TARGET).path("listenPort").asInt(), "/");
      String port = Files.readString(directory.resolve("proxy.metrics-port")).trim();
      String metrics = fetch("http://127.0.0.1:" + port + "/metrics");
      assertTrue(metrics.contains("slipway_proxy_requests_total{target=\"shop/production\",release=\"a\",class=\"2xx\"} 1\n"), metrics);
      assertTrue(metrics.contains("latency_seconds_bucket{target=\"shop/production\",release=\"a\",le=\"+Inf\"} 1\n"), metrics);
      assertTrue(metrics.contains("slipway_proxy_latency_seconds_count{target=\"shop/production\",release=\"a\"} 1\n"), metrics);
      assertTrue(metrics.contains("slipway_proxy_table_generation{target=\"shop/production\"} 9\n"), metrics);
      assertTrue(metrics.contains("slipway_proxy_table_epoch{target=\"shop/production\"} 3\n"), metrics);
      assertEquals("{\"ok\":true}\n", fetch("http://127.0.0.1:" + port + "/healthz"));
    }
  }

  private void assertRefused(Process process, String code) throws Exception {
    assertTrue(ProxyProcesses.ends(process));
    assertEquals(2, process.exitValue());
    String said = proxies.said(process);
    assertTrue(said.contains(code), said);
  }

  private static String fetch(String uri) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
