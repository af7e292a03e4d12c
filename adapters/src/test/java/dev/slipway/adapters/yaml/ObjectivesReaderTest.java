package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.objective.Objective;
import dev.slipway.core.objective.Objectives;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Objectives as they are written. */
class ObjectivesReaderTest {
  private static final String HEAD = """
      service: shop
      artifact: { process: { file: a, run: "b ${artifact}" } }
      environments: { staging: { listen: 8080, objectives: OBJECTIVES } }
      """;

  private static ReadResult read(String objectives) {
    return SlipwayYaml.read(HEAD.replace("OBJECTIVES", objectives), "slipway.yaml");
  }

  private static void refused(String objectives, String says) {
    String told = assertInstanceOf(ReadResult.Invalid.class, read(objectives)).render();
    assertTrue(told.contains(says), told);
  }

  @Test
  void both_kinds_are_read_with_what_a_spent_budget_means() {
    ReadResult result =
        read("{ availability: 99.95% over 30d, latency: [99% under 300ms over 7d, 50 % under 1s over 36h], spent: refuse }");
    Objectives read = assertInstanceOf(ReadResult.Valid.class, result, result::toString).config().environments().get("staging")
        .expectations().objectives().orElseThrow();
    assertEquals(new Objectives(List.of(
        new Objective(Optional.empty(), new BigDecimal("99.95"), Duration.ofDays(30)),
        new Objective(Optional.of(300L), new BigDecimal("99"), Duration.ofDays(7)),
        new Objective(Optional.of(1_000L), new BigDecimal("50"), Duration.ofHours(36))), Objectives.Spent.REFUSE), read);
  }

  private static ReadResult withMetrics(String objectives) {
    return SlipwayYaml.read(HEAD.replace("OBJECTIVES", objectives) + """
        metrics:
          sources: { prom: { prometheus: "http://127.0.0.1:9090" } }
          checkout-errors: { bad: 'failed{version="${version}"}', total: 'all{version="${version}"}' }
          depth: { level: 'depth{version="${version}"}' }
        """, "slipway.yaml");
  }

  @Test
  void a_rate_of_the_metrics_can_be_held_against_and_nothing_else() {
    ReadResult result = withMetrics("{ metrics: { checkout-errors: 99.5% over 30d } }");
    Objective read = assertInstanceOf(ReadResult.Valid.class, result, result::toString).config().environments().get("staging")
        .expectations().objectives().orElseThrow().all().getFirst();
    assertEquals("metric checkout-errors", read.indicator());
    assertEquals("http://127.0.0.1:9090", read.measured().orElseThrow().source().location());
    for (String[] wrong : new String[][] {
        {"checkout-erors: 99% over 30d", "did you mean \"checkout-errors\""}, {"depth: 99% over 30d", "depth is no rate"},
        {"checkout-errors: 99%", "write it as 99.5% over 30d"}}) {
      String told = assertInstanceOf(ReadResult.Invalid.class, withMetrics("{ metrics: { " + wrong[0] + " } }")).render();
      assertTrue(told.contains(wrong[1]), told);
    }
    refused("{ metrics: { checkout-errors: 99% over 30d } }", "write it under metrics:");
  }

  @Test
  void what_is_no_objective_is_told_with_the_right_form() {
    refused("{ availability: 99.9% }", "write it as 99.9% over 30d");
    refused("{ availability: 100% over 30d }", "with 100% there is no budget to spend");
    refused("{ availability: 0% over 30d }", "use a share above 0%");
    refused("{ availability: 99% over 1h }", "use a time from 1d to 90d");
    refused("{ latency: 99% over 30d }", "write it as 99% under 300ms over 30d");
    refused("{ latency: [99% under 1s over 7d, 90% under 1000ms over 7d] }", "a second time");
    refused("{ spent: refuse }", "names none");
    refused("{ availability: 99% over 30d, spent: never }", "unknown word \"never\"");
    refused("{ availabilty: 99% over 30d }", "availability");
  }
}
