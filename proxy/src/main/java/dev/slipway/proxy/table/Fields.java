package dev.slipway.proxy.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One JSON object, read field by field; whatever is missing, of another type or unknown is named with its path. */
final class Fields {
  private final String path;
  private final JsonNode node;

  private Fields(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  static Fields of(String path, JsonNode node, Set<String> known) throws InvalidTable {
    if (!node.isObject()) {
      throw new InvalidTable(path + " must be an object");
    }
    for (var each : node.properties()) {
      if (!known.contains(each.getKey())) {
        throw new InvalidTable(path + "." + each.getKey() + " is not known; known here: "
            + String.join(", ", known.stream().sorted().toList()));
      }
    }
    return new Fields(path, node);
  }

  String text(String name) throws InvalidTable {
    return optionalText(name).orElseThrow(() -> new InvalidTable(at(name) + " is missing"));
  }

  Optional<String> optionalText(String name) throws InvalidTable {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new InvalidTable(at(name) + " must be a text that is not blank");
    }
    return Optional.of(value.textValue());
  }

  int number(String name, int least, int most) throws InvalidTable {
    return (int) whole(name, least, most);
  }

  int number(String name, int least, int most, int otherwise) throws InvalidTable {
    return node.hasNonNull(name) ? number(name, least, most) : otherwise;
  }

  long whole(String name, long least, long most) throws InvalidTable {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < least || value.longValue() > most) {
      throw new InvalidTable(at(name) + " must be a whole number from " + least + " to " + most);
    }
    return value.longValue();
  }

  boolean flag(String name) throws InvalidTable {
    JsonNode value = node.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw new InvalidTable(at(name) + " must be true or false");
    }
    return value.booleanValue();
  }

  Optional<Fields> object(String name, Set<String> known) throws InvalidTable {
    return node.hasNonNull(name) ? Optional.of(of(at(name), node.get(name), known)) : Optional.empty();
  }

  List<Fields> objects(String name, Set<String> known) throws InvalidTable {
    JsonNode list = node.path(name);
    if (!list.isMissingNode() && !list.isArray()) {
      throw new InvalidTable(at(name) + " must be a list");
    }
    List<Fields> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      all.add(of(at(name) + "[" + i + "]", list.get(i), known));
    }
    return all;
  }

  String at(String name) {
    return path + "." + name;
  }
}
