package dev.slipway.gates.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Builds one value of a report, and refuses it once it is larger than an entry of a report may be. */
final class SmallValue {
  private static final int MOST_PARTS = 50_000;
  private static final int MOST_CHARACTERS = 8 << 20;
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  private final ReportFile file;
  private int parts;
  private long characters;

  SmallValue(ReportFile file) {
    this.file = file;
  }

  JsonNode of(JsonParser json) throws IOException {
    if (++parts > MOST_PARTS) {
      throw file.excessive("one of its entries has more than " + MOST_PARTS + " parts");
    }
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        ObjectNode map = MAKE.objectNode();
        while (json.nextToken() != com.fasterxml.jackson.core.JsonToken.END_OBJECT) {
          String name = json.currentName();
          json.nextToken();
          map.set(name, of(json));
        }
        yield map;
      }
      case START_ARRAY -> {
        ArrayNode list = MAKE.arrayNode();
        while (json.nextToken() != com.fasterxml.jackson.core.JsonToken.END_ARRAY) {
          list.add(of(json));
        }
        yield list;
      }
      case VALUE_STRING -> MAKE.textNode(counted(json.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> MAKE.numberNode(json.getDoubleValue());
      case VALUE_TRUE -> MAKE.booleanNode(true);
      case VALUE_FALSE -> MAKE.booleanNode(false);
      default -> MAKE.nullNode();
    };
  }

  private String counted(String text) {
    characters += text.length();
    if (characters > MOST_CHARACTERS) {
      throw file.excessive("one of its entries has more than " + (MOST_CHARACTERS >> 20) + " Mi characters");
    }
    return text;
  }
}
