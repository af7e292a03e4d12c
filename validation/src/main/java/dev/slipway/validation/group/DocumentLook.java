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
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Makes a check of every GET of an OpenAPI description that needs no parameter and no secret; as a look it says why there is none. */
public final class DocumentLook implements Look {
  /** Where frameworks put it (ASP.NET, Spring, FastAPI and others). */
  static final List<String> USUAL_PLACES =
      List.of("/openapi.json", "/openapi.yaml", "/v3/api-docs", "/swagger/v1/swagger.json", "/api/openapi.json", "/swagger.json");

  private static final int MOST_BYTES = 4 << 20;

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
    List<Planned> found = planned.look() instanceof DocumentLook document ? document.operations(planned, around) : List.of();
    return found.isEmpty() ? List.of(planned) : found;
  }

  private List<Planned> operations(Planned planned, Around around) throws InterruptedException {
    for (String source : sources) {
      try {
        JsonNode document = read(source, around);
        if (document.path("paths").isObject()) {
          return OperationLook.of(document).stream().map(o -> new Planned(
              planned.group(), o.asked() + " as described", o.asked(), planned.weight(), planned.manner(), o)).toList();
        }
      } catch (NoAnswer e) {
        return List.of(); // who does not answer here does not at the next place either
      } catch (IOException | YamlEngineException e) {
        continue; // what is wrong with it is told by the look
      }
    }
    return List.of();
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
    if (!document.path("paths").isObject()) {
      return Finding.fails(source, "no paths in it", "it is no OpenAPI description",
          "give a path of the service, or a file, with OpenAPI 3");
    }
    return late(source, OperationLook.of(document), around);
  }

  /** Of a description that could not be read before, and now can. */
  private static Finding late(String source, List<OperationLook> operations, Around around) throws NoAnswer, InterruptedException {
    for (OperationLook each : operations) {
      Finding finding = each.look(around);
      if (finding.kind() == Finding.Kind.FAILS) {
        return finding;
      }
    }
    return operations.isEmpty() ? Finding.skipped(source + " has no GET that needs no parameter")
        : Finding.holds(operations.size() + " GETs of " + source, "each as described");
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
}
