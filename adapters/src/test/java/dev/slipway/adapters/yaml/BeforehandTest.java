package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.gate.GateKind;
import dev.slipway.core.gate.GateSetting;
import dev.slipway.core.gate.GateSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Gates before a rollout, as they are written beside those that look at a step. */
class BeforehandTest {
  private static final String HEAD = """
      service: shop
      artifact: { process: { file: a, run: "b ${artifact}" } }
      environments:
        staging:
          listen: 8080
          strategy: { blue-green: { bake: 1m } }
          gates:
      """;

  private static EnvironmentConfig valid(String gates) {
    ReadResult result = SlipwayYaml.read(HEAD + gates.indent(6), "slipway.yaml");
    return assertInstanceOf(ReadResult.Valid.class, result, result::toString).config().environments().get("staging");
  }

  private static String invalid(String gates) {
    ReadResult result = SlipwayYaml.read(HEAD + gates.indent(6), "slipway.yaml");
    return assertInstanceOf(ReadResult.Invalid.class, result, result::toString).render();
  }

  @Test
  void both_sorts_stand_in_one_list_in_their_order() {
    EnvironmentConfig staging = valid("""
        - { junit: "target/*.xml", least-tests: 10, name: unit-tests }
        - error-rate < 1%
        - { coverage: [a.xml, b.info], lines: 80%, tolerance: 0.5%, accepted: true }
        - { load: k6.json, p95: 200ms }""");
    assertEquals(List.of("unit-tests", "coverage", "load"), staging.gates().stream().map(GateSpec::name).toList());
    assertEquals(1, staging.policy().judge().gates().size());
    GateSpec coverage = staging.gates().get(1);
    assertEquals(List.of("a.xml", "b.info"), coverage.subject());
    assertEquals(0.8, coverage.share("lines").getAsDouble(), 1e-12);
    assertTrue(coverage.truth("accepted", false));
    assertEquals(10, staging.gates().getFirst().whole("least-tests", 1));
    assertEquals(Optional.of(java.time.Duration.ofMillis(200)), staging.gates().get(2).time("p95"));
    assertEquals(List.of(), valid("- error-rate < 1%").gates());
  }

  @Test
  void what_is_wrong_is_said_at_its_place_with_the_right_spelling() {
    assertTrue(invalid("- { junti: a.xml }").contains("did you mean \"junit\"?"), invalid("- { junti: a.xml }"));
    assertTrue(invalid("- { junit: a.xml, lest-tests: 3 }").contains("did you mean \"least-tests\"?"));
    assertTrue(invalid("- { junit: a.xml, lines: 80% }").contains("unknown key \"lines\""));
    assertTrue(invalid("- { junit: a.xml, sarif: b }").contains("is both"));
    assertTrue(invalid("- { coverage: a.xml, lines: 80 }").contains("write a share from 0% to 100%, as 80%"));
    assertTrue(invalid("- { coverage: a.xml, lines: 101% }").contains("write a share"));
    assertTrue(invalid("- { junit: a.xml, max-age: 3 }").contains("write a time with its unit"));
    assertTrue(invalid("- { sarif: a, fails-at: hihg }").contains("write one of low, medium, high, critical"));
    assertTrue(invalid("- { junit: a.xml }\n- { junit: b.xml }").contains("a second gate called junit"));
    assertTrue(invalid("- { junit: a.xml, name: Unit Tests }").contains("cannot be a name"));
    assertTrue(invalid("- { command: [a, b] }").contains("must be one value"));
    String inStrategy = assertInstanceOf(ReadResult.Invalid.class, SlipwayYaml.read(
        HEAD.replace("          gates:\n", "").replace("    gates:\n", "").replace("{ bake: 1m }",
            "{ bake: 1m, gates: [ { junit: a.xml } ] }"), "f")).render();
    assertTrue(inStrategy.contains("has no place in its strategy"), inStrategy);
  }

  /** The schema that editors read, the reader and the kinds in core know the same words. */
  @Test
  void schema_and_kinds_name_the_same_settings() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(Files.readString(Path.of("..", "docs", "slipway.schema.json")));
    Set<String> written = new TreeSet<>();
    schema.at("/$defs/gateBefore/properties").fieldNames().forEachRemaining(written::add);
    Set<String> known = new TreeSet<>();
    Arrays.stream(GateKind.values()).forEach(k -> k.settings().stream().map(GateSetting::name).forEach(known::add));
    assertEquals(known, written);
  }
}
