package dev.slipway.validation.group;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.validation.Finding;
import dev.slipway.validation.ask.Answer;
import dev.slipway.validation.ask.NoAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks one GET of an OpenAPI description: it must answer with a status that the description names.
 *
 * @param path with the base of the description before it
 * @param responses that are described
 */
record OperationLook(String path, JsonNode responses) implements Look {
  private static final int MOST_REQUESTS = 200;

  /** Of a description: those that need no parameter and no secret, so many at most. */
  static List<OperationLook> of(JsonNode document) {
    List<OperationLook> found = new ArrayList<>();
    String base = base(document);
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      JsonNode get = path.getValue().path("get");
      if (found.size() < MOST_REQUESTS && get.isObject() && needsNothing(document, path.getKey(), path.getValue(), get)) {
        found.add(new OperationLook(base + path.getKey(), get.path("responses")));
      }
    }
    return found;
  }

  String asked() {
    return "GET " + path;
  }

  @Override
  public Finding look(Around around) throws NoAnswer, InterruptedException {
    Answer answer = around.get(path);
    int status = answer.status();
    boolean byDefault = responses.has("default") && status < 500;
    boolean described = byDefault || responses.has(Integer.toString(status)) || responses.has(status / 100 + "XX");
    String named = String.join(", ", responses.propertyStream().map(e -> e.getKey()).limit(20).toList());
    return described ? Finding.holds(asked(), answer.said())
        : Finding.fails(asked(), answer.told(), "its description names " + (named.isEmpty() ? "no status" : named),
            "mend the service, or name " + status + " in the description");
  }

  /** The path of the first server, as {@code /v1}; where it is reached is known better here. */
  private static String base(JsonNode document) {
    String url = document.at("/servers/0/url").asText("");
    String path = url.replaceFirst("^[a-z]+://[^/]*", "").replaceAll("/+$", "");
    return path.startsWith("/") && !path.contains("{") ? path : "";
  }

  /** An operation's own security, also an empty one, stands in place of the document's. */
  private static boolean needsNothing(JsonNode document, String path, JsonNode item, JsonNode get) {
    JsonNode security = get.has("security") ? get.path("security") : document.path("security");
    boolean open = security.isEmpty() || security.valueStream().anyMatch(JsonNode::isEmpty);
    if (path.contains("{") || !open) {
      return false;
    }
    for (JsonNode parameters : List.of(item.path("parameters"), get.path("parameters"))) {
      for (JsonNode parameter : parameters) {
        if (parameter.path("required").asBoolean(false) || parameter.has("$ref")) {
          return false;
        }
      }
    }
    return true;
  }
}
