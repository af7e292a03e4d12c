package dev.slipway.server.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Bodies as they are described, and the same spoilt. */
final class Bodies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final JsonNode description;
  private final String yaml;
  private final String file;

  Bodies(JsonNode description, String yaml, String file) {
    this.description = description;
    this.yaml = yaml;
    this.file = file;
  }

  byte[] right(String schema, Random random) {
    return bytes(object(schema, random));
  }

  private static byte[] bytes(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode object(String schema, Random random) {
    ObjectNode body = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> property : description.at(schema.replaceFirst("#", "")).path("properties").properties()) {
      if (random.nextInt(4) > 0) {
        put(body, property.getKey(), property.getValue(), random);
      }
    }
    return body;
  }

  private void put(ObjectNode body, String name, JsonNode schema, Random random) {
    switch (name) {
      case "configText" -> body.put(name, yaml);
      case "configFile" -> body.put(name, file);
      case "version" -> body.put(name, random.nextBoolean() ? "1.0" : "9.9");
      case "by" -> body.put(name, "fuzz");
      default -> {
        if (schema.path("type").asText().equals("boolean")) {
          body.put(name, random.nextInt(40) == 0);
        } else {
          body.put(name, schema.has("enum") ? schema.path("enum").path(random.nextInt(schema.path("enum").size())).asText() : "a word");
        }
      }
    }
  }

  byte[] spoilt(String schema, Random random) {
    ObjectNode body = schema.isEmpty() ? JSON.createObjectNode().put("by", "fuzz") : object(schema, random);
    List<String> names = new ArrayList<>();
    body.fieldNames().forEachRemaining(names::add);
    String name = names.isEmpty() ? "by" : Noise.one(names, random);
    byte[] plain = bytes(body);
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> bytes(body.set(name, wrong(random)));
      case 3 -> bytes(body.set(Noise.text(random), wrong(random)));
      case 4 -> (body.toString().replaceFirst("\\{", "{\"" + name + "\":1,")).getBytes(StandardCharsets.UTF_8);
      case 5 -> java.util.Arrays.copyOf(plain, random.nextInt(plain.length + 1));
      case 6 -> flipped(plain, random);
      case 7 -> Noise.bytes(random);
      case 8 -> deep(random).getBytes(StandardCharsets.UTF_8);
      default -> bytes(body.put("configText", Noise.yaml(yaml, random)));
    };
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] other = bytes.clone();
    for (int i = 0; i < 1 + random.nextInt(5) && other.length > 0; i++) {
      other[random.nextInt(other.length)] = (byte) random.nextInt(256);
    }
    return other;
  }

  private static String deep(Random random) {
    String open = random.nextBoolean() ? "[" : "{\"by\":";
    int depth = random.nextBoolean() ? 900 : 100_000;
    return open.repeat(depth) + "1" + (random.nextBoolean() ? (open.equals("[") ? "]" : "}").repeat(depth) : "");
  }

  private static JsonNode wrong(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.getNodeFactory().numberNode(random.nextLong());
      case 2 -> JSON.getNodeFactory().numberNode(new java.math.BigDecimal("1e" + random.nextInt(100_000)));
      case 3 -> JSON.createArrayNode().add("x");
      case 4 -> JSON.createObjectNode().put("by", "x");
      case 5 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
      case 6 -> JSON.getNodeFactory().textNode("");
      case 7 -> JSON.getNodeFactory().textNode("y".repeat(random.nextInt(200_000)));
      default -> JSON.getNodeFactory().textNode(Noise.text(random));
    };
  }
}
