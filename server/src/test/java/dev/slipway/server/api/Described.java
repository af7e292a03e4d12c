package dev.slipway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.slipway.server.RunningServer.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The API's description, against which answers are held. */
public final class Described {
  private Described() {}

  public static JsonNode description() throws IOException {
    try (InputStream in = OpenApi.open()) {
      // Anchors are resolved by the parser; a tree does not know them any more.
      return new ObjectMapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
    }
  }

  /** A described answer with exactly the described content, and no field that the description does not know. */
  public static void fits(String method, String path, Answer answer, int status) throws IOException {
    assertEquals(status, answer.status(), answer.text());
    JsonNode description = description();
    JsonNode responses = description.path("paths").path(path).path(method).path("responses");
    JsonNode response = responses.has(Integer.toString(status)) ? responses.path(Integer.toString(status)) : responses.path("default");
    String ref = response.path("$ref").asText("");
    JsonNode content = (ref.isEmpty() ? response : description.at(ref.substring(1))).path("content");
    String type = answer.type().replaceFirst(";.*", "");
    assertTrue(content.has(type), method + " " + path + " answers " + type + ", described is " + content);
    String schema = content.path(type).path("schema").path("$ref").asText();
    List<Error> errors = schema(description, schema).validate(answer.text(), InputFormat.JSON);
    assertEquals(List.of(), errors, method + " " + path + ": " + answer.text());
  }

  static Schema schema(JsonNode description, String ref) {
    JsonNode closed = description.deepCopy();
    closed.findParents("properties").forEach(o -> ((ObjectNode) o).put("unevaluatedProperties", false));
    ((ObjectNode) closed).put("$schema", "https://json-schema.org/draft/2020-12/schema").put("$ref", ref);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(closed);
  }
}
