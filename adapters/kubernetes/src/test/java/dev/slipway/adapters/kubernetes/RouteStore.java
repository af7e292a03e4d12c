package dev.slipway.adapters.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Objects of one kind with versions, as an API server keeps them: each change is an event that watches are told of. */
final class RouteStore {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ObjectNode> objects = new TreeMap<>();
  private final List<Event> events = new ArrayList<>();
  private long version = 1;

  /** A change. */
  record Event(long version, String namespace, String name, String type, ObjectNode object) {
    String line() {
      return JSON.createObjectNode().put("type", type).set("object", object) + "\n";
    }
  }

  /** What is refused, as Kubernetes says it. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int code;
    final String reason;

    Refusal(int code, String reason, String message) {
      super(message);
      this.code = code;
      this.reason = reason;
    }
  }

  synchronized ObjectNode get(String namespace, String name) {
    ObjectNode found = objects.get(namespace + "/" + name);
    if (found == null) {
      throw new Refusal(404, "NotFound", "httproutes.gateway.networking.k8s.io \"" + name + "\" not found");
    }
    return found.deepCopy();
  }

  synchronized ObjectNode list(String namespace, String name) {
    ObjectNode list = JSON.createObjectNode().put("apiVersion", RouteApi.VERSION).put("kind", "HTTPRouteList");
    list.putObject("metadata").put("resourceVersion", Long.toString(version));
    ArrayNode items = list.putArray("items");
    objects.forEach((key, object) -> {
      boolean wanted = namespace.isEmpty() || key.startsWith(namespace + "/");
      if (wanted && (name.isEmpty() || key.endsWith("/" + name))) {
        items.add(object.deepCopy());
      }
    });
    return list;
  }

  synchronized ObjectNode create(String namespace, ObjectNode object) {
    String name = object.path("metadata").path("name").asText();
    if (objects.containsKey(namespace + "/" + name)) {
      throw new Refusal(409, "AlreadyExists", "httproutes.gateway.networking.k8s.io \"" + name + "\" already exists");
    }
    object.withObject("/metadata").put("namespace", namespace).put("uid", UUID.randomUUID().toString()).put("generation", 1)
        .put("creationTimestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return kept(namespace, name, "ADDED", object);
  }

  /** A JSON merge patch (RFC 7386), refused where it names another version than there is. */
  synchronized ObjectNode patch(String namespace, String name, JsonNode patch) {
    ObjectNode before = get(namespace, name);
    String wanted = patch.path("metadata").path("resourceVersion").asText();
    if (!wanted.isEmpty() && !wanted.equals(before.path("metadata").path("resourceVersion").asText())) {
      throw new Refusal(409, "Conflict", "Operation cannot be fulfilled on httproutes.gateway.networking.k8s.io \"" + name
          + "\": the object has been modified; please apply your changes to the latest version and try again");
    }
    ObjectNode after = (ObjectNode) merged(before, patch);
    boolean other = !after.path("spec").equals(before.path("spec"));
    after.withObject("/metadata").put("generation", before.path("metadata").path("generation").asLong() + (other ? 1 : 0));
    return kept(namespace, name, "MODIFIED", after);
  }

  private static JsonNode merged(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result = target.isObject() ? (ObjectNode) target.deepCopy() : JSON.createObjectNode();
    patch.properties().forEach(field -> {
      if (field.getValue().isNull()) {
        result.remove(field.getKey());
      } else {
        result.set(field.getKey(), merged(result.path(field.getKey()), field.getValue()));
      }
    });
    return result;
  }

  synchronized ObjectNode delete(String namespace, String name) {
    ObjectNode gone = kept(namespace, name, "DELETED", get(namespace, name));
    objects.remove(namespace + "/" + name);
    return gone;
  }

  private ObjectNode kept(String namespace, String name, String type, ObjectNode object) {
    version++;
    object.withObject("/metadata").put("resourceVersion", Long.toString(version));
    objects.put(namespace + "/" + name, object);
    events.add(new Event(version, namespace, name, type, object.deepCopy()));
    notifyAll();
    return object.deepCopy();
  }

  /** Changes after a version; waits for the next for a while, and is empty when there was none. */
  synchronized List<Event> after(long seen, long millis) throws InterruptedException {
    if (version <= seen) {
      wait(millis);
    }
    return events.stream().filter(e -> e.version() > seen).toList();
  }
}
