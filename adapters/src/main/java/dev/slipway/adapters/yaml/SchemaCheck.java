package dev.slipway.adapters.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a file against the published schema: unknown and missing keys, and whatever else the typed readers let pass. */
final class SchemaCheck {
  private static final JsonNode SCHEMA = load();
  private static final Schema COMPILED = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(SCHEMA);

  private final Node root;
  private final Problems problems;

  private SchemaCheck(Node root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  static void check(Node root, Problems problems) {
    List<Error> errors = COMPILED.validate(JsonTree.of(root));
    // What the typed readers said of a value says more than the schema can; what they noted is collected before this adds anything.
    SchemaCheck check = new SchemaCheck(root, problems);
    List<Runnable> additions = new ArrayList<>();
    for (Error error : errors) {
      check.addition(error).ifPresent(additions::add);
    }
    additions.forEach(Runnable::run);
  }

  private Optional<Runnable> addition(Error error) {
    NodePlace place = NodePlace.of(root, error.getInstanceLocation());
    return switch (error.getKeyword()) {
      case "additionalProperties" -> Optional.of(() -> unknownKey(place, error));
      case "required" -> Optional.of(() -> missingKey(place, error));
      case "propertyNames" -> Optional.empty(); // the readers name the key itself
      default -> {
        boolean known = problems.knows(place.at()) || hasKeyTold(place) || error.getEvaluationPath().toString().contains("/propertyNames");
        yield known ? Optional.empty() : Optional.of(() -> SchemaWords.value(place, error, SCHEMA, problems));
      }
    };
  }

  private void unknownKey(NodePlace place, Error error) {
    String key = error.getProperty();
    Position at = place.keyAt(key);
    if (!problems.knows(at)) {
      SchemaWords.unknownKey(key, at, place, SchemaWords.beside(error, SCHEMA), SCHEMA, problems);
    }
  }

  /** Whether a reader has said already what is wrong with the choice of keys. */
  private boolean hasKeyTold(NodePlace place) {
    return place.node() instanceof Node.Mapping map
        && (problems.knows(place.headAt()) || map.entries().stream().anyMatch(e -> problems.knows(e.keyAt())));
  }

  private void missingKey(NodePlace place, Error error) {
    String key = error.getProperty();
    String example = SchemaWords.example(SCHEMA, SchemaWords.beside(error, SCHEMA).path("properties").path(key));
    String hint = example.isEmpty() ? "add " + key : "add it, as " + key + ": " + example;
    problems.add(Fault.MISSING_KEY, place.headAt(), place.called() + " has no " + key, hint);
  }

  private static JsonNode load() {
    try (InputStream in = SchemaCheck.class.getResourceAsStream("slipway.schema.json")) {
      if (in == null) {
        throw new IllegalStateException("slipway.schema.json is not packaged beside " + SchemaCheck.class.getName());
      }
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
