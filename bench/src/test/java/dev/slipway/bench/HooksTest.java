package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Workspace;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commands of the user's around a rollout. */
@ExtendWith(SharedRig.class)
class HooksTest {

  @Test
  void a_hook_before_that_fails_lets_nothing_start(Target target) {
    stable(target);
    JsonNode last = target.deployed(hooks(target, "before: [ { name: migrate, run: \"echo cannot migrate; exit 3\" } ]"), "1.1.0");
    assertEquals("rolled-back", last.path("outcome").asText(), last::toString);
    assertEquals("1.0.0", target.stableVersion());
    assertFalse(Journal.of(target).phasesOfLatest().contains("starting"), () -> Journal.of(target).phasesOfLatest().toString());
    boolean started =
        StreamSupport.stream(target.status().path("instances").spliterator(), false).anyMatch(i -> i.path("release").asText()
            .startsWith("1.1.0"));
    assertFalse(started, () -> target.status().path("instances").toString());
    String output = Journal.of(target).ofType("task-ended").getLast().toString();
    assertTrue(output.contains("cannot migrate"), output);
  }

  @Test
  void a_hook_after_that_fails_sends_the_candidate_back_with_no_request_lost(Target target) {
    stable(target);
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode last = target.deployed(hooks(target, "after: [ { name: smoke, run: exit 1 } ]"), "1.1.0");
      assertEquals("rolled-back", last.path("outcome").asText(), last::toString);
      load.nothingLost();
    }
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void hooks_run_once_each_in_their_order(Rig rig, Target target) {
    stable(target);
    Path trace = rig.workspace().folder().resolve("trace-" + target.environment());
    target.promoted(hooks(target, "before: [ { run: \"echo before >> '" + trace + "'\" } ], after: [ { run: \"echo after >> '" + trace
        + "'\" } ]"), "1.1.0");
    assertEquals("before\nafter\n", Workspace.read(trace));
  }

  @Test
  void a_hook_that_takes_too_long_is_ended_and_counts_as_failed(Target target) {
    stable(target);
    JsonNode last = target.deployed(hooks(target, "before: [ { name: forever, run: sleep 600, timeout: 1s } ]"), "1.1.0");
    assertEquals("rolled-back", last.path("outcome").asText(), last::toString);
  }

  @Test
  void a_rollback_hook_runs_when_the_rollout_has_gone_back(Rig rig, Target target) {
    stable(target);
    Path trace = rig.workspace().folder().resolve("trace-" + target.environment());
    JsonNode last = target.deployed(hooks(target, "after: [ exit 1 ], rollback: [ { run: \"echo back >> '" + trace + "'\" } ]"), "1.1.0");
    assertEquals("rolled-back", last.path("outcome").asText());
    assertEquals("back\n", Workspace.read(trace));
  }

  private static ServiceFile hooks(Target target, String hooks) {
    return target.shop().strategy(Strategies.blueGreen("0s")).with("hooks", "{ " + hooks + " }");
  }

  private static void stable(Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
  }
}
