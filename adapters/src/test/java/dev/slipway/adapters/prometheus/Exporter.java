package dev.slipway.adapters.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** A tiny service that Prometheus scrapes: it exports what it is told, or is down. */
public final class Exporter implements AutoCloseable {
  private final HttpServer server;
  private volatile Supplier<String> text = () -> "";
  private volatile boolean down;

  private Exporter(HttpServer server) {
    this.server = server;
  }

  /** One on a port of its own. */
  public static Exporter start() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    Exporter exporter = new Exporter(server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/metrics", exchange -> {
      byte[] body = exporter.text.get().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
      exchange.sendResponseHeaders(exporter.down ? 503 : 200, body.length);
      try (exchange) {
        exchange.getResponseBody().write(body);
      }
    });
    server.start();
    return exporter;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** From the next scrape on, these lines. */
  void exports(String lines) {
    text = () -> lines + "\n";
    down = false;
  }

  /** From the next scrape on, what this says at each. */
  public void exports(Supplier<String> lines) {
    text = lines;
    down = false;
  }

  /** From the next scrape on it answers 503. */
  public void goesDown() {
    down = true;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
