package dev.slipway.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A real receiver that keeps what it is asked and answers as a test says. */
final class WebReceiver implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /** One request, with its headers by lower-case name. */
  record Asked(String method, String path, Map<String, String> headers, JsonNode body) {}

  /** One answer. */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }
  }

  WebReceiver(Function<Asked, Answer> answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", x -> take(x, answers));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void take(HttpExchange exchange, Function<Asked, Answer> answers) throws IOException {
    Map<String, String> headers = new java.util.HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
    Asked one = new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers,
        JSON.readTree(exchange.getRequestBody().readAllBytes()));
    asked.add(one);
    Answer answer = answers.apply(one);
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
