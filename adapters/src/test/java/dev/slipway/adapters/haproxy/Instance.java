package dev.slipway.adapters.haproxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.core.traffic.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An instance that answers with its name, and on request badly ({@code /500}), late ({@code /held}) or with what it was asked. */
final class Instance implements AutoCloseable {
  private static final int MOST_HELD_SECONDS = 30;

  private final HttpServer server;
  final CountDownLatch holds = new CountDownLatch(1);
  final AtomicInteger holding = new AtomicInteger();
  final CountDownLatch release = new CountDownLatch(1);

  Instance(String name) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, name));
    server.start();
  }

  private void answer(HttpExchange exchange, String name) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/held")) {
      holding.incrementAndGet();
      holds.countDown();
      await();
    }
    String text = path.equals("/path") || path.equals("/index.html") ? path : name;
    byte[] body = (path.equals("/large") ? text.repeat(1_000) : text).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(path.equals("/500") ? 500 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void await() {
    try {
      if (!release.await(MOST_HELD_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody released the request");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Endpoint endpoint() {
    return new Endpoint("127.0.0.1", server.getAddress().getPort());
  }

  @Override
  public void close() {
    release.countDown();
    server.stop(0);
  }
}
