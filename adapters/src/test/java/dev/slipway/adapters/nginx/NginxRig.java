package dev.slipway.adapters.nginx;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.Front;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** One target with two releases behind a real nginx that Slipway starts itself. */
final class NginxRig implements AutoCloseable {
  static final TargetId TARGET = new TargetId("shop", "production");
  static final ReleaseId STABLE = new ReleaseId("1.3.2-aaaaaaaa");
  static final ReleaseId CANDIDATE = new ReleaseId("1.4.0-bbbbbbbb");

  final Path folder;
  final NginxRouter router;
  final Endpoint listen = new Endpoint("127.0.0.1", RealNginx.freePort());
  private final HttpServer stable = instance("stable");
  private final HttpServer candidate = instance("candidate");
  private final HttpClient client = HttpClient.newHttpClient();
  private int generation;

  NginxRig(Path folder) throws IOException {
    this.folder = folder;
    this.router = new NginxRouter(folder.resolve("state"), RealNginx.own(), RealNginx.settings(Duration.ZERO));
  }

  private static HttpServer instance(String name) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, name));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, String name) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String text = path.equals("/index.html") ? path : name;
    byte[] body = (path.equals("/large") ? text.repeat(1_000) : text).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.getResponseHeaders().set("X-Frame-Options", "SAMEORIGIN");
    if (path.startsWith("/api/")) {
      exchange.getResponseHeaders().set("Cache-Control", "private");
    }
    exchange.sendResponseHeaders(path.equals("/500") ? 500 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  TargetSettings settings(Optional<RouterSpec> spec, Optional<Front> front) {
    return new TargetSettings(listen, Optional.empty(), Optional.empty(), Duration.ofSeconds(5), spec, front);
  }

  void apply(Front front) {
    apply(settings(Optional.empty(), Optional.of(front)), table(0));
  }

  /** The next generation, and what nginx has then. */
  void apply(TargetSettings settings, RoutingTable table) {
    router.apply(new Target(TARGET, settings), table, new Fence(1, ++generation, false));
    Assertions.assertEquals(Optional.of(settings), router.read(TARGET).settings());
    Assertions.assertEquals(Optional.empty(), router.read(TARGET).foreign());
  }

  RoutingTable table(int candidateWeight) {
    return new RoutingTable(Optional.of(STABLE), Optional.of(CANDIDATE),
        List.of(route(STABLE, 100 - candidateWeight, stable), route(CANDIDATE, candidateWeight, candidate)));
  }

  private static ReleaseRoute route(ReleaseId release, int weight, HttpServer server) {
    Endpoint at = new Endpoint("127.0.0.1", server.getAddress().getPort());
    return new ReleaseRoute(release, weight, List.of(new Backend(new InstanceId(release, 0), at, false)));
  }

  /** The file that nginx reads. */
  Path live() {
    return folder.resolve("state/shop/production/nginx.conf");
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + listen + path)).version(HttpClient.Version.HTTP_1_1);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  String header(String path, String name) throws Exception {
    return String.join(" and ", get(path).headers().allValues(name));
  }

  /** What a command says, on both streams. */
  static String said(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Assertions.assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    return text;
  }

  @Override
  public void close() throws Exception {
    client.close();
    stable.stop(0);
    candidate.stop(0);
    RealNginx.endAll(folder);
  }
}
