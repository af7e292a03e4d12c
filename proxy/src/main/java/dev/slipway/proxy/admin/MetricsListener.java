package dev.slipway.proxy.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.proxy.state.Targets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** {@code /metrics} and {@code /healthz} over HTTP, for this machine only. */
public final class MetricsListener implements AutoCloseable {
  private static final int BACKLOG = 16;
  private static final int OK = 200;

  private final HttpServer server;

  /** Listens; port 0 lets the system choose. */
  public MetricsListener(int port, Targets targets) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    server.createContext("/metrics", exchange -> answer(exchange, "text/plain; version=0.0.4; charset=utf-8", MetricsText.write(targets)));
    server.createContext("/healthz", exchange -> answer(exchange, "application/json", "{\"ok\":true}\n"));
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, String type, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(OK, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
