package dev.slipway.cli.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rehearsals of an environment with metrics of the user's own, and of errors that come in bursts. */
class SimulateOwnMetricsTest {
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
          metrics:
            sources: { prom: { prometheus: "http://127.0.0.1:9090" } }
            otel: true
            checkout-failures: { bad: 'sum(f{version="${version}"})', total: 'sum(t{version="${version}"})' }
            refused: { count: 'sum(r{version="${version}"})' }
            unlimited: { count: 'sum(u{version="${version}"})' }
            queue-depth: { level: 'max(q{version="${version}"})' }
          rollback-when:
            - refused > 20 per 1h
            - queue-depth > 100 for 5m
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write_the_configuration() throws IOException {
    Files.writeString(folder.resolve("slipway.yaml"), YAML);
  }

  @Test
  void bursts_and_metrics_of_ones_own_are_played_as_they_are_said_to_be() throws Exception {
    CommandRun.Ended ended =
        CommandRun.in(
            folder, "simulate", "production", "--traffic", "200/s", "--runs", "20", "--baseline", "bursts=5 checkout-failures=2%@20/s",
            "--candidate", "errors=0.1% checkout-failures=+300% refused=4/h", "--json");
    assertEquals(0, ended.exit(), ended.err());
    JsonNode json = new ObjectMapper().readTree(ended.out());
    assertEquals(5, json.at("/stable/burst").asDouble());
    assertEquals(5, json.at("/candidate/burst").asDouble());
    assertEquals("8%", json.at("/candidate/own/checkout-failures").asText());
    assertEquals("5/h", json.at("/stable/own/refused").asText());
    assertEquals("4/h", json.at("/candidate/own/refused").asText());
    assertEquals("25", json.at("/stable/own/queue-depth").asText());
    assertTrue(json.at("/bad/reasons").has("checkout-failures"), ended.out());
    assertTrue(json.at("/bad/rolledBack/times").asInt() >= 19, ended.out());
  }

  @Test
  void what_is_played_of_them_is_told_in_the_table() throws Exception {
    CommandRun.Ended ended =
        CommandRun.in(folder, "simulate", "production", "--runs", "2", "--candidate", "errors=1% bursts=5 queue-depth=-50%");
    assertTrue(ended.out().contains("judged by evidence and 3 triggers"), ended.out());
    assertTrue(ended.out().matches("(?s).*errors come in bursts of +5\\n.*"), ended.out());
    assertTrue(ended.out().matches("(?s).*queue-depth +13 +25\\n.*"), ended.out());
    assertTrue(ended.out().contains("as the router counts"), ended.out());
  }

  @Test
  void what_a_metric_of_ones_own_cannot_be_is_refused_with_how_to_write_it() throws Exception {
    refused("did you mean checkout-failures?", "--candidate", "checkout-failure=3%");
    refused("write it as 2%, as 2%@5/s or as +50%", "--candidate", "checkout-failures=3");
    refused("is a share of nothing", "--candidate", "checkout-failures=3%@0/s");
    refused("would be 160% of all", "--baseline", "checkout-failures=160%");
    refused("write it as 5/s or 12/h", "--baseline", "checkout-failures=1%@often");
    refused("write it as 12/h", "--candidate", "refused=3%");
    refused("write it as 40", "--candidate", "queue-depth=3/h");
    refused("give it a value in --baseline", "--candidate", "unlimited=+50%");
    refused("change those", "--candidate", "otel-error-rate=+50%");
    refused("a number from 1 to 1000", "--candidate", "bursts=0.5");
  }

  private void refused(String says, String option, String conduct) throws IOException, InterruptedException {
    CommandRun.refused(folder, "SLW-6060", says, "simulate", "production", option, conduct);
  }
}
