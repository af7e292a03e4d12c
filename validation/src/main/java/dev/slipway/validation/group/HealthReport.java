package dev.slipway.validation.group;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads reports on a service's parts as frameworks write them: ASP.NET's entries, Spring's components, MicroProfile's checks, the IETF
 * draft's health+json, and plain maps of names to statuses.
 */
final class HealthReport {
  private static final Set<String> CONTAINERS = Set.of("entries", "components", "checks", "details", "dependencies", "services",
      "results", "parts");
  private static final Set<String> ABOUT_ITSELF = Set.of("status", "state", "version", "release", "uptime", "timestamp", "time", "name",
      "description",
      "totalduration", "duration", "serviceid", "environment", "output", "notes", "releaseid");
  private static final Set<String> GOOD = Set.of("ok", "up", "healthy", "pass", "passing", "true", "ready", "alive", "running",
      "connected", "green", "available");
  private static final int MOST_PARTS = 200;
  private static final int MOST_DEPTH = 4;

  private HealthReport() {}

  /**
   * One part.
   *
   * @param name as the report calls it
   * @param status as the report says it
   */
  record Part(String name, String status) {
    boolean good() {
      return GOOD.contains(status.toLowerCase(Locale.ROOT));
    }
  }

  static List<Part> parts(JsonNode report) {
    List<Part> found = new ArrayList<>();
    collect(report, found, 0);
    return found.size() > MOST_PARTS ? found.subList(0, MOST_PARTS) : found;
  }

  private static void collect(JsonNode node, List<Part> found, int depth) {
    if (depth > MOST_DEPTH || found.size() > MOST_PARTS) {
      return;
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String key = member.getKey();
      JsonNode value = member.getValue();
      if (CONTAINERS.contains(key.toLowerCase(Locale.ROOT)) && value.isContainerNode()) {
        container(value, found, depth + 1);
      } else if (depth == 0 && !ABOUT_ITSELF.contains(key.toLowerCase(Locale.ROOT))) {
        status(value).ifPresent(s -> found.add(new Part(key, s)));
      }
    }
  }

  private static void container(JsonNode container, List<Part> found, int depth) {
    if (container.isArray()) {
      for (JsonNode each : container) {
        status(each).ifPresent(s -> found.add(new Part(each.path("name").asText(each.path("id").asText("part")), s)));
      }
      return;
    }
    for (Map.Entry<String, JsonNode> member : container.properties()) {
      JsonNode value = member.getValue().isArray() && member.getValue().size() > 0 ? member.getValue().get(0) : member.getValue();
      status(value).ifPresent(s -> found.add(new Part(member.getKey(), s)));
      collect(value, found, depth);
    }
  }

  private static Optional<String> status(JsonNode value) {
    if (value.isTextual() || value.isBoolean()) {
      return Optional.of(value.asText()).filter(t -> t.length() <= 40);
    }
    for (String key : List.of("status", "state", "healthy", "Status", "result")) {
      if (value.path(key).isTextual() || value.path(key).isBoolean()) {
        return Optional.of(value.path(key).asText());
      }
    }
    return Optional.empty();
  }
}
