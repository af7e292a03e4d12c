package dev.slipway.adapters.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.RouterContract;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, and what is this router's own, against the real process of the proxy. */
class EmbeddedRouterTest extends RouterContract {
  private static final TargetId TARGET = new TargetId("shop", "production");
  private static final ReleaseId STABLE = new ReleaseId("1.3.2-aaaaaaaa");
  private static final ReleaseId CANDIDATE = new ReleaseId("1.4.0-bbbbbbbb");

  @TempDir Path directory;
  private HttpServer stable;
  private HttpServer candidate;
  private EmbeddedRouter router;

  @BeforeEach
  void start() throws IOException {
    stable = server("stable");
    candidate = server("candidate");
    router = new EmbeddedRouter(directory, command(), System::nanoTime);
  }

  @AfterEach
  void stop() throws Exception {
    stable.stop(0);
    candidate.stop(0);
    Optional<ProcessHandle> process = pid().flatMap(ProcessHandle::of);
    if (process.isPresent()) {
      process.get().destroyForcibly();
      process.get().onExit().get();
    }
  }

  private List<String> command() {
    return List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.slipway.proxy.ProxyMain",
        "--dir",
        directory.toString());
  }

  @Override
  protected Router router() {
    return router;
  }

  @Override
  protected Endpoint listen() {
    return new Endpoint("127.0.0.1", 0);
  }

  @Override
  protected Endpoint instance() {
    return endpoint(stable);
  }

  @Test
  void a_proxy_that_died_is_started_again_and_has_its_table() throws Exception {
    router.apply(target(), table(0), new Router.Fence(1, 1, false));
    String boot = router.counts(TARGET).boot();
    ProcessHandle first = ProcessHandle.of(pid().orElseThrow()).orElseThrow();
    assertTrue(first.destroyForcibly());
    first.onExit().get();
    RouterSeen seen = router.read(TARGET);
    assertEquals(table(0), seen.table());
    assertFalse(boot.equals(router.counts(TARGET).boot()));
  }

  @Test
  void requests_are_counted_by_release_and_the_preview_leads_to_the_candidate() throws Exception {
    router.apply(target(), table(0), new Router.Fence(1, 1, false));
    Endpoint preview = router.read(TARGET).preview().orElseThrow();
    assertEquals("candidate", get(preview.port()));
    for (int i = 0; i < 5; i++) {
      assertEquals("stable", get(listenPort()));
    }
    assertEquals(5, router.counts(TARGET).releases().get(STABLE).requests());
    assertEquals(5, router.counts(TARGET).releases().get(STABLE).latency().total());
    assertEquals(0, router.counts(TARGET).releases().get(CANDIDATE).requests());
  }

  @Test
  void an_emergency_is_seen_and_ends_only_with_a_table_that_clears_it() throws Exception {
    router.apply(target(), table(100), new Router.Fence(1, 1, false));
    assertEquals("candidate", get(listenPort()));
    assertEquals(List.of(TARGET), router.emergency(Optional.empty(), "anna", "checkout is down"));
    assertEquals("stable", get(listenPort()));
    assertEquals(Optional.of(new RouterSeen.Override("anna", "checkout is down")), router.read(TARGET).override());
    OutsideException refused =
        assertThrows(OutsideException.class, () -> router.apply(target(), table(100), new Router.Fence(1, 2, false)));
    assertEquals("SLW-4023", refused.code());
    router.apply(target(), table(0), new Router.Fence(1, 2, true));
    assertEquals(Optional.empty(), router.read(TARGET).override());
    assertEquals("stable", get(listenPort()));
  }

  @Test
  void stickiness_and_tls_settings_are_read_back_as_they_were_given() {
    TargetSettings sticky =
        new TargetSettings(listen(), Optional.empty(), Optional.of(new TargetSettings.Sticky.Cookie("who")), Duration.ofMillis(1234));
    router.apply(new Target(TARGET, sticky), table(50), new Router.Fence(1, 1, false));
    assertEquals(Optional.of(sticky), router.read(TARGET).settings());
    TargetSettings secure =
        new TargetSettings(listen(), Optional.of(new TargetSettings.Tls("/nowhere/c.pem", "/nowhere/k.pem")), Optional.empty(),
            Duration.ZERO);
    OutsideException refused =
        assertThrows(OutsideException.class, () -> router.apply(new Target(TARGET, secure), table(50), new Router.Fence(1, 2, false)));
    assertEquals("SLW-4025", refused.code());
  }

  @Test
  void a_proxy_that_cannot_start_is_told_with_where_to_look() {
    EmbeddedRouter broken = new EmbeddedRouter(directory.resolve("other"), List.of("false"), System::nanoTime);
    OutsideException told = assertThrows(OutsideException.class, () -> broken.read(TARGET));
    assertEquals("SLW-4051", told.code());
    assertTrue(told.said().contains("proxy.log"));
  }

  private Target target() {
    return new Target(TARGET, new TargetSettings(listen(), Optional.empty(), Optional.empty(), Duration.ofSeconds(5)));
  }

  private RoutingTable table(int candidateWeight) {
    return new RoutingTable(
        Optional.of(STABLE),
        Optional.of(CANDIDATE),
        List.of(
            new ReleaseRoute(STABLE, 100 - candidateWeight, List.of(new Backend(new InstanceId(STABLE, 0), endpoint(stable), false))),
            new ReleaseRoute(CANDIDATE, candidateWeight, List.of(new Backend(new InstanceId(CANDIDATE, 0), endpoint(candidate), false)))));
  }

  /** The listening port is the system's choice here; the proxy's own reply says which. */
  private int listenPort() throws IOException {
    String reply =
        new AdminLine(directory.resolve("proxy.sock"), System::nanoTime)
            .ask("{\"op\":\"read\",\"target\":\"shop/production\"}", Duration.ofSeconds(5));
    return new com.fasterxml.jackson.databind.ObjectMapper().readTree(reply).path("listenPort").asInt();
  }

  private Optional<Long> pid() throws IOException {
    Path file = directory.resolve("proxy.pid");
    return Files.exists(file) ? Optional.of(Long.valueOf(Files.readString(file).trim())) : Optional.empty();
  }

  private static HttpServer server(String text) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, text.length());
          exchange.getResponseBody().write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    return server;
  }

  private static Endpoint endpoint(HttpServer server) {
    return new Endpoint("127.0.0.1", server.getAddress().getPort());
  }

  private static String get(int port) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
