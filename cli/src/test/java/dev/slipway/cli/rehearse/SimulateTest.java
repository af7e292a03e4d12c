package dev.slipway.cli.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, without any server. */
class SimulateTest {
  private static final String YAML =
      """
      service: shop
      artifact:
        process: { file: "dist/shop-${version}.jar", run: "java -jar ${artifact} --port ${port}" }
      environments:
        production:
          platform: process
          replicas: 4
          router: embedded
          listen: 8080
          strategy:
            canary: { steps: [5%, 100%], bake: 5m }
          rollback-when:
            - error-rate > 1% for 1m
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write_the_configuration() throws IOException {
    Files.writeString(folder.resolve("slipway.yaml"), YAML);
  }

  private CommandRun.Ended slipway(String... words) throws IOException, InterruptedException {
    return CommandRun.in(folder, words);
  }

  private void refused(String code, String says, String... words) throws IOException, InterruptedException {
    CommandRun.refused(folder, code, says, words);
  }

  @Test
  void a_rehearsal_is_told_as_a_table_and_drawn() throws Exception {
    CommandRun.Ended ended = slipway("simulate", "production", "--traffic", "300/s", "--runs", "30", "--svg", "out.svg");
    assertEquals(0, ended.exit(), ended.err());
    assertTrue(ended.out().contains("rolled back") && ended.out().contains("a bad candidate went back because of"), ended.out());
    String svg = Files.readString(folder.resolve("out.svg"));
    assertTrue(svg.contains("prefers-color-scheme: dark"));
    var picture = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(folder.resolve("out.svg").toFile());
    assertEquals("svg", picture.getDocumentElement().getNodeName());
  }

  @Test
  void the_same_seed_gives_the_same_numbers_and_they_add_up() throws Exception {
    String[] words = {"simulate", "production", "--traffic", "100/s", "--runs", "40", "--seed", "9", "--candidate", "errors=5% p95=+30%",
        "--json"};
    CommandRun.Ended first = slipway(words);
    CommandRun.Ended again = slipway(words);
    assertEquals(0, first.exit(), first.err());
    assertEquals(first.out(), again.out());
    JsonNode json = new ObjectMapper().readTree(first.out());
    assertEquals(0.05, json.at("/candidate/errorRate").asDouble());
    assertEquals(json.at("/stable/p95").asDouble() * 1.3, json.at("/candidate/p95").asDouble(), 1e-6);
    assertEquals(40, json.at("/bad/rolledBack/times").asInt());
    int ends = json.at("/good/rolledBack/times").asInt() + json.at("/good/promoted/times").asInt() + json.at("/good/holding/times").asInt();
    assertEquals(40, ends);
  }

  @Test
  void a_policy_that_cannot_work_is_warned_of() throws Exception {
    CommandRun.Ended ended = slipway("simulate", "production", "--traffic", "1/s", "--runs", "3");
    assertEquals(0, ended.exit(), ended.err());
    assertTrue(ended.out().contains("warning: SLW-2504"), ended.out());
  }

  @Test
  void a_recording_is_shown_to_the_policy_and_a_wrong_one_told_with_its_line() throws Exception {
    StringBuilder csv = new StringBuilder("seconds,release,requests,errors,p50_ms,p95_ms,p99_ms\n");
    for (int t = 10; t <= 600; t += 10) {
      csv.append(t).append(",stable,1900,2,20,80,200\n").append(t > 300 ? t + ",candidate,100,6,20,80,200\n" : "");
    }
    Files.writeString(folder.resolve("metrics.csv"), csv);
    CommandRun.Ended ended = slipway("simulate", "production", "--replay", "metrics.csv");
    assertEquals(0, ended.exit(), ended.err());
    assertTrue(ended.out().contains("it would have gone back after"), ended.out());
    Files.writeString(folder.resolve("metrics.csv"), csv + "610,candidate,many,0,1,2,3\n");
    refused("SLW-6063", "metrics.csv:92: requests is \"many\"", "simulate", "production", "--replay", "metrics.csv");
    refused("SLW-6063", "absent.csv", "simulate", "production", "--replay", "absent.csv");
  }

  @Test
  void nonsense_is_refused_before_anything_is_played_or_written() throws Exception {
    refused("SLW-2030", "Did you mean production?", "simulate", "producton");
    refused("SLW-6060", "errors=200%", "simulate", "production", "--candidate", "errors=200%");
    refused("SLW-6060", "p95=fast", "simulate", "production", "--candidate", "p95=fast");
    refused("SLW-6060", "--baseline", "simulate", "production", "--baseline", "speed=1");
    refused("SLW-6061", "without requests", "simulate", "production", "--traffic", "0/s");
    refused("SLW-6061", "fast is not understood", "simulate", "production", "--traffic", "fast");
    refused("SLW-6062", "--runs is 0", "simulate", "production", "--runs", "0");
    refused("SLW-6064", "is a folder", "simulate", "production", "--svg", folder.toString());
    refused("SLW-6064", "no folder", "simulate", "production", "--svg", "absent/out.svg");
    assertFalse(Files.exists(folder.resolve("absent")));
  }

  @Test
  void a_faulty_configuration_is_told_with_its_place() throws Exception {
    Files.writeString(folder.resolve("slipway.yaml"), YAML.replace("strategy:", "strategie:"));
    refused("SLW-1", "slipway.yaml:", "simulate", "production");
  }
}
