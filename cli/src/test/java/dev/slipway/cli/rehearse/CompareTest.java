package dev.slipway.cli.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two environments of a file, compared by the command line alone. */
class CompareTest {
  private static final String YAML = """
      service: shop
      artifact: { process: { file: a.jar, run: "java -jar ${artifact}" } }
      environments:
        staging:
          listen: 8080
          env: { LOG_LEVEL: debug, DATABASE_PASSWORD: "${file:/run/secrets/staging}" }
          strategy: blue-green
        production:
          listen: 9080
          replicas: 4
          env: { LOG_LEVEL: info, DATABASE_PASSWORD: "${file:/run/secrets/production}" }
          strategy: { canary: [5%, 100%] }
          gates: [ { junit: "t/*.xml" }, error-rate < 1% ]
          PARITY
      """;
  @TempDir Path folder;

  @BeforeEach
  void write_a_file() throws IOException {
    write("");
  }

  private void write(String parity) throws IOException {
    Files.writeString(folder.resolve("slipway.yaml"), YAML.replace("PARITY", parity));
  }

  private CommandRun.Ended compared(String... more) throws Exception {
    String[] words = {"environments", "compare", "staging", "production", "--state", folder.resolve("state").toString()};
    String[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(words), java.util.Arrays.stream(more)).toArray(String[]::new);
    return CommandRun.in(folder, all);
  }

  @Test
  void every_difference_is_shown_and_none_may_be_when_nothing_is_said() throws Exception {
    CommandRun.Ended ended = compared("--json");
    assertEquals(1, ended.exit(), ended.err());
    JsonNode answer = new ObjectMapper().readTree(ended.out());
    Set<String> keys = answer.path("differences").valueStream().map(d -> d.path("key").asText()).collect(Collectors.toSet());
    for (String key : Set.of("replicas", "listen.port", "env.LOG_LEVEL", "env.DATABASE_PASSWORD", "gates.junit.kind")) {
      assertTrue(keys.contains(key), key + " is not in " + keys);
    }
    assertTrue(keys.stream().anyMatch(k -> k.startsWith("strategy")), keys.toString());
    assertFalse(keys.contains("artifact.file") || keys.contains("name"), keys.toString());
    assertTrue(answer.path("notCompared").asText().contains("no server"));
    assertFalse(Files.exists(folder.resolve("state")), "a server was started only to be asked");
  }

  @Test
  void everything_may_be_allowed_by_the_name_that_it_has_in_the_file() throws Exception {
    write(String.join("\n    ",
        "approve: release-managers", "freeze: [ \"Fri 16:00 – Mon 07:00 Europe/Berlin\" ]", "branches: [ main ]",
        "validate: [ { get: /orders } ]", "notify: { team: { slack: \"${env:SLACK}\" } }",
        "parity: { against: staging, allow: [replicas, listen, env, strategy, judge, gates, approve, freeze, branches, validate, "
            + "notify] }"));
    CommandRun.Ended ended = compared();
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    write("validate: [ { get: /orders, under: 300ms } ]");
    String shown = compared().out();
    assertTrue(shown.lines().anyMatch(l -> l.startsWith("validate[1].under ")), shown);
    assertTrue(shown.lines().noneMatch(l -> l.startsWith("validate") && l.contains(".kind")), shown);
  }

  @Test
  void what_may_differ_is_said_and_anything_else_ends_with_1() throws Exception {
    write("parity: { against: staging, allow: [replicas, listen, env, strategy, gates] }");
    CommandRun.Ended most = compared();
    write("parity: { against: staging, allow: [replicas, listen, env.LOG_LEVEL, strategy, gates] }");
    CommandRun.Ended less = compared();
    assertEquals(1, less.exit(), less.out() + less.err());
    assertTrue(less.out().contains("${file:/run/secrets/staging}"), less.out());
    assertTrue(less.out().lines().filter(l -> l.contains("NOT ALLOWED")).anyMatch(l -> l.startsWith("env.DATABASE_PASSWORD")), less.out());
    long wrong = most.out().lines().filter(l -> l.contains("NOT ALLOWED")).count();
    assertEquals(wrong == 0 ? 0 : 1, most.exit(), most.out());
    assertEquals(wrong + 1, less.out().lines().filter(l -> l.contains("NOT ALLOWED")).count());
  }

  @Test
  void an_environment_is_not_compared_with_one_that_is_not_there_or_with_itself() throws Exception {
    write("parity: { against: stagging }");
    CommandRun.refused(folder, "SLW-1011", "stagging", "environments", "compare", "staging", "production");
    write("parity: { against: production }");
    CommandRun.refused(folder, "SLW-1006", "itself", "environments", "compare", "staging", "production");
  }
}
