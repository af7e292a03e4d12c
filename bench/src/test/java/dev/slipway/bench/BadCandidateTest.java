package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.load.LoadReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Candidates that are wrong in one known way each go back by themselves. */
@ExtendWith(SharedRig.class)
class BadCandidateTest {

  @Test
  void a_candidate_that_never_becomes_ready_goes_back_without_having_had_traffic(Target target) {
    stable(target);
    ServiceFile file = target.shop().strategy(Strategies.blueGreen("0s")).with("progress-deadline", "3s")
        .with("health", "{ ready: /ready, startup-deadline: 3s }");
    JsonNode last = target.deployed(file, "1.3.2-never-ready");
    assertWentBack(target, last);
    assertEquals(List.of("starting", "going-back"), Journal.of(target).phasesOfLatest().stream().distinct().toList());
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void a_candidate_with_errors_goes_back_and_a_good_one_can_be_tried_next(Target target) {
    stable(target);
    ServiceFile file = target.shop().strategy(Strategies.canary("50%, 100%", "4s")).rollbackWhen("error-rate > 1% for 1s");
    try (LightLoad load = LightLoad.on(target)) {
      assertWentBack(target, target.deployed(file, "1.3.0-failing"));
      target.promoted(file.strategy(Strategies.blueGreen("500ms")), "1.1.0");
      LoadReport report = load.nothingLost();
      assertTrue(report.appErrors() > 0, "the bad candidate had no traffic, so nothing was shown");
    }
    assertEquals("1.1.0", target.stableVersion());
  }

  @Test
  void a_candidate_with_errors_is_caught_by_the_judge_where_no_trigger_is_written(Target target) {
    stable(target);
    ServiceFile file = target.shop().strategy(Strategies.canary("50%, 100%", "20s")).with("judge", "evidence");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode last = target.deployed(file, "1.3.0-failing");
      assertWentBack(target, last);
      String reason = last.path("reason").asText();
      assertTrue(reason.startsWith("error-rate: the candidate's is more than 1.2× stable's") || reason.startsWith("harm cap"), reason);
      load.nothingLost();
    }
  }

  @Test
  void a_slow_candidate_goes_back(Target target) {
    stable(target);
    ServiceFile file = target.shop().strategy(Strategies.canary("50%, 100%", "4s")).rollbackWhen("p95 > 300ms for 1s");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode last = target.deployed(file, "1.3.1-slow");
      assertWentBack(target, last);
      assertTrue(last.path("reason").asText().contains("p95"), last::toString);
      load.nothingLost();
    }
  }

  @Test
  void a_candidate_that_says_ready_while_every_page_fails_is_found_by_its_checks_before_it_has_traffic(Target target) {
    stable(target);
    ServiceFile file = target.shop().strategy(Strategies.blueGreen("0s"))
        .with("validate", "[ { get: /api/orders, status: 200, under: 2s } ]");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode last = target.deployed(file, "1.3.5-lying");
      assertWentBack(target, last);
      assertEquals(0, load.nothingLost().appErrors(), "users met the candidate");
    }
  }

  @Test
  void a_candidate_that_lies_and_has_no_checks_goes_back_on_its_errors(Target target) {
    stable(target);
    ServiceFile file = target.shop().strategy(Strategies.canary("20%, 100%", "4s")).rollbackWhen("error-rate > 1% for 1s");
    try (LightLoad load = LightLoad.on(target)) {
      assertWentBack(target, target.deployed(file, "1.3.5-lying"));
      load.nothingLost();
    }
  }

  @Test
  void a_candidate_that_dies_under_traffic_goes_back(Target target) {
    stable(target);
    ServiceFile file =
        target.shop().with("replicas", "2").strategy(Strategies.canary("20%, 100%", "20s")).rollbackWhen("failing-health > 40% for 1s")
            .with("env", "{ SHOP_CRASH_AFTER_SECONDS: 3 }");
    try (LightLoad load = LightLoad.on(target)) {
      assertWentBack(target, target.deployed(file, "1.3.3-crashing"));
      long lost = load.soFar().failed();
      // What was in flight in the dying process itself cannot be saved; nothing else may be lost.
      assertTrue(lost <= 20, () -> "lost: " + load.soFar().failures());
    }
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void a_command_that_is_not_executable_goes_back_and_says_why(Target target) {
    stable(target);
    ServiceFile file =
        target.shop().running("exec ${artifact} --port ${port}").strategy(Strategies.blueGreen("0s")).with("progress-deadline",
            "4s")
            .with("health", "{ ready: /ready, startup-deadline: 4s }");
    JsonNode last = target.deployed(file, "1.1.0");
    assertWentBack(target, last);
    assertFalse(last.path("reason").asText().isBlank());
  }

  private static void stable(Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
  }

  private static void assertWentBack(Target target, JsonNode last) {
    assertEquals("rolled-back", last.path("outcome").asText(), last::toString);
    assertEquals("1.0.0", target.stableVersion());
    List<JsonNode> back = Journal.of(target).ofType("went-back");
    assertFalse(back.isEmpty(), "the journal does not say why");
    assertFalse(back.getLast().path("reason").asText(back.getLast().path("text").asText()).isBlank());
  }
}
