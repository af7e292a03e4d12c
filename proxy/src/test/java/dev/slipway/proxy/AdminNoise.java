package dev.slipway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests to the admin socket that nobody would send: sound ones, spoilt in a place or more, and plain noise. One line each. */
final class AdminNoise {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> OPS =
      List.of("hello", "read", "counts", "targets", "apply", "remove", "emergency", "hand-over", "release", "follow", "progress", "end");
  private static final int MOST_NESTED = 3_000;

  private final Random random;

  AdminNoise(long seed) {
    this.random = new Random(seed);
  }

  byte[] line(ObjectNode soundTable) {
    return switch (random.nextInt(10)) {
      case 0 -> noise();
      case 1 -> nested();
      case 2 -> cut(request(soundTable).toString());
      default -> spoilt(request(soundTable)).toString().replace("\n", " ").getBytes(ISO_8859_1);
    };
  }

  private ObjectNode request(ObjectNode soundTable) {
    ObjectNode request = JSON.objectNode().put("op", OPS.get(random.nextInt(OPS.size()))).put("target", RunningProxy.TARGET);
    if (random.nextInt(3) > 0) {
      request.put("op", "apply");
      request.set("table", soundTable.deepCopy());
    }
    return request.put("epoch", random.nextInt(5)).put("descriptors", "../proxy.sock").put("format", 1);
  }

  private ObjectNode spoilt(ObjectNode request) {
    for (int i = 0; i <= random.nextInt(3); i++) {
      List<JsonNode> inner = new ArrayList<>();
      collect(request, inner);
      spoil(inner.get(random.nextInt(inner.size())));
    }
    return request;
  }

  private void spoil(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>(object.propertyStream().map(e -> e.getKey()).toList());
      String name = names.isEmpty() || random.nextInt(6) == 0 ? "nonsense" : names.get(random.nextInt(names.size()));
      if (random.nextInt(4) == 0) {
        object.remove(name);
      } else if (name.equals("host") || name.equals("target")) {
        // A text would be looked up, and a name server asked ten thousand times; or be one target more, and the file grow without end.
        object.put(name, random.nextInt());
      } else {
        object.set(name, value());
      }
    } else if (node instanceof ArrayNode array) {
      array.add(array.isEmpty() || random.nextBoolean() ? value() : array.get(0));
    }
  }

  private JsonNode value() {
    return switch (random.nextInt(12)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextLong());
      case 3 -> JSON.numberNode(random.nextDouble() * 1e300);
      case 4 -> JSON.numberNode(new java.math.BigInteger("9".repeat(40)));
      case 5 -> JSON.numberNode(-1);
      case 6 -> JSON.textNode("");
      case 7 -> JSON.textNode("\u0000\r\n\uD800\"{}");
      case 8 -> JSON.textNode("x".repeat(random.nextInt(20_000)));
      case 9 -> JSON.arrayNode().add(1).add("a");
      case 10 -> JSON.objectNode().put("op", "hello");
      default -> JSON.numberNode(random.nextInt(70_000));
    };
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(2_000)];
    random.nextBytes(noise);
    return withoutLineEnds(noise);
  }

  private byte[] nested() {
    String open = random.nextBoolean() ? "[" : "{\"a\":";
    return open.repeat(1 + random.nextInt(MOST_NESTED)).getBytes(ISO_8859_1);
  }

  private byte[] cut(String whole) {
    byte[] bytes = whole.substring(0, 1 + random.nextInt(whole.length())).getBytes(ISO_8859_1);
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    return withoutLineEnds(bytes);
  }

  /** A line is one request: an end in its middle would make two. */
  private static byte[] withoutLineEnds(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        bytes[i] = ' ';
      }
    }
    return bytes;
  }

  private static void collect(JsonNode node, List<JsonNode> all) {
    if (node.isContainerNode()) {
      all.add(node);
      node.forEach(each -> collect(each, all));
    }
  }
}
