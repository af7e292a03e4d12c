package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.analysis.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page and the schema that people read say what the reader does. */
class DocumentationTest {
  private static final Path DOCS = Path.of("../docs");

  @Test
  void every_key_of_the_schema_is_explained_on_the_page_or_on_that_of_gates() throws IOException {
    String page = Files.readString(DOCS.resolve("configuration.md")) + Files.readString(DOCS.resolve("gates.md"));
    Set<String> keys = new TreeSet<>();
    gatherKeys(new ObjectMapper().readTree(DOCS.resolve("slipway.schema.json").toFile()), keys);
    assertTrue(keys.size() > 40, keys.toString());
    Set<String> missing = new TreeSet<>(keys);
    missing.removeIf(key -> page.matches("(?s).*`([a-zA-Z.-]+\\.)?" + key + "(\\.[a-z.-]+)?`.*"));
    assertEquals(Set.of(), missing);
  }

  @Test
  void every_code_and_measure_is_explained_on_the_page() throws IOException {
    String page = Files.readString(DOCS.resolve("configuration.md"));
    Arrays.stream(Fault.values()).forEach(f -> assertTrue(page.contains("| " + f.code() + " |"), f.code()));
    Arrays.stream(Measure.values()).forEach(m -> assertTrue(page.contains("`" + m.word() + "`"), m.word()));
  }

  @Test
  void the_example_on_the_page_is_valid() throws IOException {
    String page = Files.readString(DOCS.resolve("configuration.md"));
    String example = page.substring(page.indexOf("```yaml\n") + "```yaml\n".length());
    ReadResult result = SlipwayYaml.read(example.substring(0, example.indexOf("```")), "slipway.yaml");
    assertInstanceOf(ReadResult.Valid.class, result, result::toString);
  }

  private static void gatherKeys(JsonNode part, Set<String> keys) {
    part.path("properties").fieldNames().forEachRemaining(keys::add);
    part.forEach(inner -> gatherKeys(inner, keys));
  }
}
