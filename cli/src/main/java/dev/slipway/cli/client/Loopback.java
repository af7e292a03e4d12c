package dev.slipway.cli.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where a browser on this machine comes back to after a sign-in (RFC 8252, 7.3): this machine alone reaches it, for one answer. */
final class Loopback implements AutoCloseable {
  private final HttpServer server;
  private final String state;
  private final BlockingQueue<Map<String, String>> answers = new ArrayBlockingQueue<>(1);

  /**
   * Listens on any free port.
   *
   * @param state that the answer must have
   */
  Loopback(String state) throws IOException {
    this.state = state;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1);
    server.createContext("/", this::take);
    server.start();
  }

  /** Its address. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void take(HttpExchange exchange) throws IOException {
    Map<String, String> fields = fields(exchange.getRequestURI().getRawQuery());
    // Any program and any page on this machine can ask here: what is not of this sign-in is not it.
    boolean ours = exchange.getRequestMethod().equals("GET") && state.equals(fields.get("state")) && answers.offer(fields);
    String said = ours ? "You can close this page and go back to the terminal." : "This is not the sign-in that the terminal waits for.";
    byte[] page = ("<!doctype html><meta charset=\"utf-8\"><title>Slipway</title><p>" + said + "</p>\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(ours ? 200 : 400, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  private static Map<String, String> fields(String query) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : (query == null ? "" : query).split("&", -1)) {
      int at = pair.indexOf('=');
      if (at > 0) {
        fields.put(pair.substring(0, at), decoded(pair.substring(at + 1)));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // What cannot be read is no answer.
    }
  }

  /** What the browser came back with. */
  Optional<Map<String, String>> answer(Duration most) throws InterruptedException {
    return Optional.ofNullable(answers.poll(most.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    server.stop(1);
  }
}
