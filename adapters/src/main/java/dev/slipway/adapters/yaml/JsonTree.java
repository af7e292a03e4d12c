package dev.slipway.adapters.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The tree as the schema validator wants to see it. */
final class JsonTree {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonTree() {}

  static JsonNode of(Node node) {
    return switch (node) {
      case Node.Mapping m -> {
        ObjectNode object = JSON.objectNode();
        m.entries().forEach(e -> object.set(e.key(), of(e.value())));
        yield object;
      }
      case Node.Sequence s -> {
        ArrayNode array = JSON.arrayNode();
        s.items().forEach(i -> array.add(of(i)));
        yield array;
      }
      case Node.Scalar s -> scalar(s);
    };
  }

  private static JsonNode scalar(Node.Scalar scalar) {
    String text = scalar.text();
    return switch (scalar.type()) {
      case TEXT -> JSON.textNode(text);
      case TRUTH -> JSON.booleanNode(Boolean.parseBoolean(text));
      case NOTHING -> JSON.nullNode();
      case WHOLE -> text.matches("[+-]?[0-9]{1,100}") ? JSON.numberNode(new BigInteger(text)) : JSON.textNode(text);
      case DECIMAL -> text.matches("[+-]?[0-9]{0,50}\\.?[0-9]{1,50}") ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
    };
  }
}
