package dev.slipway.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A real receiver of webhooks, which keeps what it was told and checks how it is signed. */
final class HookReceiver implements AutoCloseable {
  static final String SECRET = "a secret of thirty-two characters";
  static final int NEVER = -1;
  private static final ObjectMapper JSON = new ObjectMapper();

  final List<Told> told = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Function<Told, Integer> answers = t -> 200;

  /** One request. */
  record Told(String id, boolean signed, JsonNode body) {
    String kind() {
      return body.at("/data/kind").asText();
    }
  }

  HookReceiver() throws IOException {
    this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** From now on it answers so; {@link #NEVER} is not at all. */
  void answering(Function<Told, Integer> next) {
    answers = next;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  List<String> kinds() {
    return told.stream().map(Told::kind).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Map<String, List<String>> headers = exchange.getRequestHeaders();
    String id = headers.getOrDefault("Webhook-id", List.of("")).getFirst();
    String at = headers.getOrDefault("Webhook-timestamp", List.of("")).getFirst();
    String wanted = "v1," + hmac(id + "." + at + "." + new String(body, StandardCharsets.UTF_8));
    Told one = new Told(id, headers.getOrDefault("Webhook-signature", List.of()).contains(wanted), JSON.readTree(body));
    told.add(one);
    int status = answers.apply(one);
    if (status != NEVER) {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    }
  }

  private static String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
