package dev.slipway.validation.group;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.validation.Finding;
import dev.slipway.validation.ask.Answer;
import dev.slipway.validation.ask.NoAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Finds every GET of an OpenAPI description that needs no parameter and nobody's secret, and makes a check of each. As a look of its own it
 * says why there is none.
 */
public final class DocumentLook implements Look {
  /** Where frameworks put it (ASP.NET, Spring, FastAPI and others). */
  static final List<String> USUAL_PLACES =
      List.of("/openapi.json", "/openapi.yaml", "/v3/api-docs", "/swagger/v1/swagger.json", "/api/openapi.json", "/swagger.json");

  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_REQUESTS = 200;

  private final List<String> sources;

  private DocumentLook(List<String> sources) {
    this.sources = sources;
  }

  /** At the place that is written. */
  static DocumentLook at(String source) {
    return new DocumentLook(List.of(source));
  }

  /** Wherever it may be; a service need not have one. */
  static DocumentLook anywhere() {
    return new DocumentLook(USUAL_PLACES);
  }

  /** The checks that a planned one stands for: itself, or where it is a description that can be read, one for each GET. */
  public static List<Planned> opened(Planned planned, Around around) throws InterruptedException {
    if (planned.look() instanceof DocumentLook document) {
      List<Planned> found = document.operations(planned, around);
      return found.isEmpty() ? List.of(planned) : found;
    }
    return List.of(planned);
  }

  private List<Planned> operations(Planned planned, Around around) throws InterruptedException {
    for (String source : sources) {
      try {
        JsonNode document = read(source, around);
        if (document.path("paths").isObject()) {
          return operations(document).stream().map(o -> new Planned(
              planned.group(), o.asked() + " as described", o.asked(), planned.weight(), planned.manner(), o)).toList();
        }
      } catch (IOException | YamlEngineException | NoAnswer e) {
        continue; // what is wrong with it is told by the look
      }
    }
    return List.of();
  }

  private static List<OperationLook> operations(JsonNode document) {
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

  @Override
  public Finding look(Around around) throws NoAnswer, InterruptedException {
    String source = sources.getFirst();
    if (sources.size() > 1) {
      return Finding.skipped("no OpenAPI description at " + source + " or another usual place, or none of its GETs can be asked alone");
    }
    JsonNode document;
    try {
      document = read(source, around);
    } catch (IOException | YamlEngineException e) {
      return Finding.fails(source, "no description", String.valueOf(e.getMessage()),
          "give a path of the service, or a file, with OpenAPI 3 in JSON or YAML");
    }
    return document.path("paths").isObject() ? Finding.skipped(source + " has no GET that needs no parameter")
        : Finding.fails(source, "no paths in it", "it is no OpenAPI description", "give a path of the service, or a file, with OpenAPI 3");
  }

  private static JsonNode read(String source, Around around) throws IOException, NoAnswer, InterruptedException {
    if (source.startsWith("/")) {
      Answer answer = around.get(source);
      if (answer.status() != 200 || !answer.whole()) {
        throw new IOException(answer.whole() ? "GET " + source + " answered " + answer.status() : source + " is too large");
      }
      return parsed(answer.text());
    }
    Path file = source.startsWith("file:") ? Path.of(URI.create(source)) : around.subject().folder().resolve(source);
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " is too large");
    }
    return parsed(Files.readString(file));
  }

  private static JsonNode parsed(String text) throws IOException {
    try {
      return Around.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      LoadSettings bounded = LoadSettings.builder().setMaxAliasesForCollections(20).setAllowRecursiveKeys(false)
          .setCodePointLimit(MOST_BYTES).build();
      return Around.JSON.valueToTree(new Load(bounded).loadFromString(text));
    }
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
