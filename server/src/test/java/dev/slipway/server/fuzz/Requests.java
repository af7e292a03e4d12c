package dev.slipway.server.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.server.RunningServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** Requests of every described route, most of them spoilt in some way. */
final class Requests {
  /** Of the public address; nothing listens there, for the router is a fake. */
  static final int PORT = 29_471;

  private static final Pattern CHANGING = Pattern.compile(
      "/(deploy|rollback|remove|rotate|unqueue|abort|pause|resume|promote|tokens|revoke|grant|withdraw)");
  private static final Pattern LONG = Pattern.compile("/(explain|verify)$");
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "FOO", "get", "P\u00f6ST", "");
  private final List<Route> routes = new ArrayList<>();
  private final Bodies bodies;

  private record Route(String method, String path, String schema) {}

  /**
   * One request.
   *
   * @param whole whether it is HTTP in form, so that it must be answered
   * @param changes whether it may change something if it is accepted
   */
  record Spoilt(String method, String head, byte[] body, boolean whole, boolean changes) {
    byte[] bytes() {
      byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
      byte[] all = java.util.Arrays.copyOf(first, first.length + body.length);
      System.arraycopy(body, 0, all, first.length, body.length);
      return all;
    }

    boolean isHead() {
      return method.equals("HEAD");
    }

    @Override
    public String toString() {
      String text = head + new String(body, StandardCharsets.UTF_8);
      return text.length() > 2_000 ? text.substring(0, 2_000) + "… (" + text.length() + ")" : text;
    }
  }

  Requests(JsonNode description, Path home) {
    this.bodies = new Bodies(description, yaml(), home.resolve("slipway.yaml").toString());
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      for (String method : List.of("get", "post")) {
        JsonNode operation = path.getValue().path(method);
        if (!operation.isMissingNode()) {
          String schema = operation.at("/requestBody/content/application~1json/schema/$ref").asText("");
          routes.add(new Route(method.toUpperCase(Locale.ROOT), path.getKey(), schema));
        }
      }
    }
  }

  /** Nothing of before stays, so that a rollback finds nothing to go back to. */
  static String yaml() {
    return RunningServer.yaml(PORT).replace("keep-stable: 1h", "keep-stable: 0s");
  }

  Spoilt next(Random random, String token) {
    Route route = routes.get(random.nextInt(routes.size()));
    if (LONG.matcher(route.path()).find()) {
      route = routes.get(random.nextInt(routes.size())); // They decide the whole journal again: a few will do.
    }
    byte[] body = route.schema().isEmpty() ? new byte[0] : bodies.right(route.schema(), random);
    String path = path(route, random);
    int way = random.nextInt(12);
    return switch (way) {
      case 0 -> spoilt(route.method(), path, headers(body, token), body, true);
      case 1, 2, 3 -> {
        byte[] wrong = bodies.spoilt(route.schema(), random);
        yield spoilt(route.method(), path, headers(wrong, token), wrong, true);
      }
      case 4 -> spoilt(Noise.one(METHODS, random), path, headers(body, token), body, true);
      case 5, 6 -> spoilt(route.method(), Noise.path(path, random), headers(body, token), body, true);
      case 7, 8 -> spoilt(route.method(), path + "?" + Noise.query(random), headers(body, token), body, true);
      case 9 -> spoilt(route.method(), path, Noise.headers(random) + headers(body, token), body, false);
      case 10 -> spoilt(route.method(), path, Noise.credentials(random) + "Connection: close\r\nContent-Length: " + body.length + "\r\n",
          body, true);
      default -> new Spoilt("", "", Noise.bytes(random), false, true);
    };
  }

  private static Spoilt spoilt(String method, String path, String headers, byte[] body, boolean whole) {
    boolean proper = whole && method.matches("[A-Z]+") && !method.equals("CONNECT") && path.matches("[!-~]+");
    String head = method + " /api/v1" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n";
    return new Spoilt(method, head, body, proper, CHANGING.matcher(path).find());
  }

  private static String headers(byte[] body, String token) {
    return "Authorization: Bearer " + token + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n";
  }

  private static String path(Route route, Random random) {
    boolean known = random.nextInt(4) > 0;
    return route.path()
        .replace("{service}", known ? "shop" : "no-such")
        .replace("{environment}", known ? "production" : "nowhere")
        .replace("{id}", "0123456789ab")
        .replace("{number}", known ? "1" : Noise.number(random));
  }
}
