package dev.slipway.adapters.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says in plain words what the schema found, with the schema's own examples as the way out. */
final class SchemaWords {
  private SchemaWords() {}

  static void unknownKey(String key, Position at, NodePlace place, JsonNode map, JsonNode schema, Problems problems) {
    List<String> right = new ArrayList<>();
    map.path("properties").fieldNames().forEachRemaining(right::add);
    String where = place.path().isEmpty() ? "at the top of the file" : "in " + place.path();
    Optional<String> later = NotYet.key(key);
    if (later.isPresent()) {
      problems.add(Fault.NOT_AVAILABLE, at, "\"" + key + "\" " + where + " is not available in this version", later.get());
      return;
    }
    if (key.equals("<<")) {
      problems.add(Fault.UNKNOWN_KEY, at, "the merge key << " + where + " is not part of YAML 1.2",
          "write the keys out, or use *name for a whole value");
      return;
    }
    Optional<String> near = Spelling.nearest(key, right).or(() -> right.stream().filter(k -> k.startsWith(key + "-")).findFirst());
    String hint =
        near.map(n -> "did you mean \"" + n + "\"?")
            .or(() -> home(key, schema).map(h -> "it belongs in " + h))
            .orElseGet(() -> "known are " + String.join(", ", right));
    problems.add(Fault.UNKNOWN_KEY, at, "unknown key \"" + key + "\" " + where, hint);
  }

  /** Which other maps know this key. */
  private static Optional<String> home(String key, JsonNode schema) {
    Set<String> homes = new LinkedHashSet<>();
    gatherHomes(key, schema, homes);
    return homes.isEmpty() ? Optional.empty() : Optional.of(String.join(" or ", homes));
  }

  private static void gatherHomes(String key, JsonNode part, Set<String> homes) {
    if (part.path("properties").has(key) && part.has("title")) {
      homes.add(part.path("title").asText());
    }
    for (JsonNode inner : part) {
      gatherHomes(key, inner, homes);
    }
  }

  static void value(NodePlace place, Error error, JsonNode schema, Problems problems) {
    JsonNode around = beside(error, schema);
    String example = example(schema, around);
    String hint = example.isEmpty() ? "see docs/configuration.md" : "write it as " + example;
    JsonNode wanted = Optional.ofNullable(error.getSchemaNode()).orElseGet(MissingNode::getInstance);
    String path = place.called();
    switch (error.getKeyword()) {
      case "type" -> problems.add(Fault.WRONG_KIND, place.at(), path + " must be " + kinds(wanted) + ", not " + place.node().kind(), hint);
      case "enum" -> problems.add(Fault.UNKNOWN_WORD, place.at(), path + " has an unknown word", "use one of " + words(wanted));
      case "minimum", "maximum", "minItems", "maxItems", "minProperties", "maxProperties", "minLength", "maxLength" ->
          problems.add(Fault.OUT_OF_RANGE, place.at(), path + " is out of range (" + bound(error.getKeyword()) + " " + wanted.asText()
              + ")", hint);
      default -> problems.add(Fault.BAD_FORM, place.at(), path + " cannot be understood", hint);
    }
  }

  private static String bound(String keyword) {
    String unit = keyword.endsWith("Items") ? "items, " : keyword.endsWith("Properties") ? "keys, " : keyword.endsWith("Length")
        ? "characters, " : "";
    return unit + (keyword.startsWith("min") ? "at least" : "at most");
  }

  private static String kinds(JsonNode type) {
    List<String> names = new ArrayList<>();
    (type.isArray() ? type : List.of(type)).forEach(t -> names.add(kind(t.asText())));
    return String.join(" or ", names);
  }

  private static String kind(String type) {
    return switch (type) {
      case "object" -> "a map";
      case "array" -> "a list";
      case "string" -> "text";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      default -> "a " + type;
    };
  }

  private static String words(JsonNode values) {
    List<String> words = new ArrayList<>();
    values.forEach(w -> words.add(w.asText()));
    return String.join(", ", words);
  }

  /** The part of the schema in which the keyword that was broken stands. */
  static JsonNode beside(Error error, JsonNode schema) {
    String pointer = error.getSchemaLocation().getFragment().toString();
    int last = pointer.lastIndexOf('/');
    return schema.at(last <= 0 ? "" : pointer.substring(0, last));
  }

  /** The first example of a part, or of the definition it refers to; empty when there is none. */
  static String example(JsonNode schema, JsonNode part) {
    JsonNode own = part.path("examples").path(0);
    if (!own.isMissingNode()) {
      return own.asText();
    }
    String ref = part.path("$ref").asText("");
    return ref.startsWith("#") ? example(schema, schema.at(ref.substring(1))) : "";
  }
}
