package dev.slipway.adapters.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/** A change of some fields of an object, which the cluster makes only while the object is as it was read (RFC 7386). */
final class Merge {
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final String version;

  private Merge(String version) {
    this.version = version;
  }

  static Merge of(HasMetadata object) {
    return new Merge(String.valueOf(object.getMetadata().getResourceVersion()));
  }

  boolean isEmpty() {
    return root.isEmpty();
  }

  Merge annotation(String name, String value) {
    metadata("annotations").put(name, value);
    return this;
  }

  Merge withoutAnnotation(String name) {
    metadata("annotations").putNull(name);
    return this;
  }

  private ObjectNode metadata(String part) {
    return root.withObject("/metadata").withObject("/" + part);
  }

  Merge spec(String name, boolean value) {
    root.withObject("/spec").put(name, value);
    return this;
  }

  Merge spec(String name, int value) {
    root.withObject("/spec").put(name, value);
    return this;
  }

  /** Sets some members of a map of the spec; an absent value takes its member away. */
  Merge specMap(String name, Map<String, Optional<String>> members) {
    ObjectNode map = root.withObject("/spec").withObject("/" + name);
    members.forEach((key, value) -> value.ifPresentOrElse(v -> map.put(key, v), () -> map.putNull(key)));
    return this;
  }

  /** What makes one value of another: a merge alone would leave members of the one before in it. */
  static JsonNode replacing(JsonNode before, JsonNode after) {
    if (!(before instanceof ObjectNode old) || !(after instanceof ObjectNode next)) {
      return after;
    }
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    old.properties().stream().filter(m -> !next.has(m.getKey())).forEach(m -> all.putNull(m.getKey()));
    // What a ControllerRevision has beside the template itself says how it is applied.
    next.properties().stream().filter(m -> !m.getKey().equals("$patch"))
        .forEach(m -> all.set(m.getKey(), old.has(m.getKey()) ? replacing(old.get(m.getKey()), m.getValue()) : m.getValue()));
    return all;
  }

  /** Any part of it, to be filled. */
  ObjectNode root() {
    return root;
  }

  String text() {
    root.withObject("/metadata").put("resourceVersion", version);
    return ClusterJson.text(root);
  }
}
