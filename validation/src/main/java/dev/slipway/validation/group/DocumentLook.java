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
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Asks every GET of an OpenAPI description that needs no parameter: each must answer with a status that the description names. */
final class DocumentLook implements Look {
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_REQUESTS = 200;

  private final String source;

  DocumentLook(String source) {
    this.source = source;
  }

  @Override
  public Finding look(Around around) throws NoAnswer, InterruptedException {
    JsonNode document;
    try {
      document = read(around);
    } catch (IOException | YamlEngineException e) {
      return Finding.fails(source, "no description", String.valueOf(e.getMessage()),
          "give a path of the service, or a file, with OpenAPI 3 in JSON or YAML");
    }
    if (!document.path("paths").isObject()) {
      return Finding.fails(source, "no paths in it", "it is no OpenAPI description",
          "give a path of the service, or a file, with OpenAPI 3");
    }
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    String base = base(document);
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      JsonNode get = path.getValue().path("get");
      if (asked < MOST_REQUESTS && get.isObject() && needsNothing(path.getKey(), path.getValue(), get)) {
        asked++;
        fault(around, base + path.getKey(), get.path("responses")).ifPresent(wrong::add);
      }
    }
    String what = asked + " GETs of " + source;
    if (asked == 0) {
      return Finding.skipped(source + " has no GET that needs no parameter");
    }
    return wrong.isEmpty() ? Finding.holds(what, "each as described")
        : Finding.fails(what, String.join("; ", wrong.subList(0, Math.min(5, wrong.size()))), wrong.size() + " not as described",
            "mend the service, or the description");
  }

  private JsonNode read(Around around) throws IOException, NoAnswer, InterruptedException {
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

  private static boolean needsNothing(String path, JsonNode item, JsonNode get) {
    if (path.contains("{") || get.path("security").size() > 0) {
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

  private static Optional<String> fault(Around around, String path, JsonNode responses) throws InterruptedException {
    try {
      int status = around.get(path).status();
      boolean byDefault = responses.has("default") && status < 500;
      boolean described = byDefault || responses.has(Integer.toString(status)) || responses.has(status / 100 + "XX");
      return described ? Optional.empty() : Optional.of("GET " + path + " answered " + status);
    } catch (NoAnswer e) {
      return Optional.of("GET " + path + ": " + e.why());
    }
  }
}
