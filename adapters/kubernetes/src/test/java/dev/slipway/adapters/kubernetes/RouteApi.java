package dev.slipway.adapters.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * The kind HTTPRoute of the Gateway API, served by an extension API server that the cluster's own hands requests on to (APIService). The
 * API server of the cluster that tests start here dies of any object of a CustomResourceDefinition; of this it does not, and who may do
 * what, discovery, watches and clients are the real ones.
 */
final class RouteApi implements AutoCloseable {
  static final String GROUP = "gateway.networking.k8s.io";
  static final String VERSION = GROUP + "/v1";
  private static final String KIND = """
      {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"%s","resources":[{"name":"httproutes","singularName":"httproute",
       "namespaced":true,"kind":"HTTPRoute","verbs":["get","list","watch","create","patch","delete"]}]}
      """.formatted(VERSION);
  private static final long WATCH_MILLIS = 500;

  private final RouteStore store = new RouteStore();
  private final HttpsServer server;
  private volatile boolean closed;

  private RouteApi(HttpsServer server) {
    this.server = server;
  }

  /** Serves on an address of this machine that the cluster can reach. */
  static RouteApi on(String address, SSLContext tls) throws IOException {
    RouteApi api = new RouteApi(HttpsServer.create(new InetSocketAddress(address, 0), 0));
    api.server.setHttpsConfigurator(new HttpsConfigurator(tls));
    api.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    api.server.createContext("/", api::answer);
    api.server.start();
    return api;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    List<String> path = Arrays.stream(exchange.getRequestURI().getPath().split("/")).filter(p -> !p.isEmpty()).toList();
    try {
      if (path.equals(List.of("apis", GROUP, "v1"))) {
        say(exchange, 200, KIND);
      } else if (path.size() < 4 || !path.contains("httproutes")) {
        throw new RouteStore.Refusal(404, "NotFound", "the server could not find the requested resource");
      } else if (exchange.getRequestHeaders().containsKey("Upgrade")) {
        exchange.sendResponseHeaders(503, -1); // A watch over a WebSocket: the client then asks for one over HTTP.
      } else {
        asked(exchange, path);
      }
    } catch (RouteStore.Refusal refused) {
      ObjectNode status = RouteStore.JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1").put("status", "Failure")
          .put("message", refused.getMessage()).put("reason", refused.reason).put("code", refused.code);
      say(exchange, refused.code, status.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private void asked(HttpExchange exchange, List<String> path) throws IOException, InterruptedException {
    int kind = path.indexOf("httproutes");
    String namespace = kind == 5 ? path.get(4) : "";
    String name = path.size() > kind + 1 ? path.get(kind + 1) : "";
    Map<String, String> query = query(exchange);
    if (query.getOrDefault("watch", "").matches("true|1")) {
      watch(exchange, namespace, query);
      return;
    }
    String selected = query.getOrDefault("fieldSelector", "").replace("metadata.name=", "");
    ObjectNode said = switch (exchange.getRequestMethod()) {
      case "GET" -> name.isEmpty() ? store.list(namespace, selected) : store.get(namespace, name);
      case "POST" -> store.create(namespace, (ObjectNode) body(exchange));
      case "PATCH" -> store.patch(namespace, name, body(exchange));
      case "DELETE" -> store.delete(namespace, name);
      default -> throw new RouteStore.Refusal(405, "MethodNotAllowed", exchange.getRequestMethod());
    };
    say(exchange, exchange.getRequestMethod().equals("POST") ? 201 : 200, said.toString());
  }

  private void watch(HttpExchange exchange, String namespace, Map<String, String> query) throws IOException, InterruptedException {
    String selected = query.getOrDefault("fieldSelector", "").replace("metadata.name=", "");
    long seen = Long.parseLong(query.getOrDefault("resourceVersion", "0"));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    while (!closed) {
      for (RouteStore.Event event : store.after(seen, WATCH_MILLIS)) {
        seen = event.version();
        boolean wanted = namespace.isEmpty() || namespace.equals(event.namespace());
        if (wanted && (selected.isEmpty() || selected.equals(event.name()))) {
          out.write(event.line().getBytes(StandardCharsets.UTF_8));
        }
      }
      out.flush();
    }
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String raw = exchange.getRequestURI().getRawQuery();
    return raw == null ? Map.of() : Arrays.stream(raw.split("&")).map(p -> p.split("=", 2))
        .collect(Collectors.toMap(p -> p[0], p -> p.length > 1 ? URLDecoder.decode(p[1], StandardCharsets.UTF_8) : "", (a, b) -> b));
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    return RouteStore.JSON.readTree(exchange.getRequestBody());
  }

  private static void say(HttpExchange exchange, int code, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
  }
}
