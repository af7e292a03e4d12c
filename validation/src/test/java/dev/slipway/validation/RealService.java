package dev.slipway.validation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.validation.ask.Trust;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service over real HTTP, and what is asked of it. */
final class RealService implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private Map<String, String> variables = Map.of();
  private Optional<String> detail = Optional.empty();

  RealService() throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  RealService(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.start();
  }

  RealService on(String path, int status, String body, String... headers) {
    return on(path, exchange -> answer(exchange, status, body, headers));
  }

  RealService on(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return this;
  }

  static void answer(HttpExchange exchange, int status, String body, String... headers) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i + 1 < headers.length; i += 2) {
      exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
    }
    boolean none = exchange.getRequestMethod().equals("HEAD") || status == 304 || bytes.length == 0;
    exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
    if (!none) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
    exchange.close();
  }

  RealService knowing(Map<String, String> values) {
    variables = values;
    return this;
  }

  RealService reporting(String path) {
    detail = Optional.of(path);
    return this;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Subject subject() {
    Duration second = Duration.ofSeconds(1);
    HealthSpec health = new HealthSpec(Optional.of("/ready"), Optional.of("/live"), detail, second, second, second);
    return new Subject(address(), health, new TargetId("shop", "staging"), "1.0.0", Optional.empty(), Path.of("."), Trust.system(),
        variables,
        Map.of("PATH", System.getenv("PATH")));
  }

  Report ask(CheckSpec... checks) throws InterruptedException {
    return Validation.of(subject(), List.of(checks), planned -> true, Duration.ofSeconds(60));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
