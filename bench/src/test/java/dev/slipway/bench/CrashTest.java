package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** kill −9 of the server: the next start goes on, and users never notice. */
@ExtendWith(SharedRig.class)
class CrashTest {
  /** As many as a build has time for, at moments of its own in each; {@code bench/run crash} makes hundreds. */
  private static final int KILLS = 6;

  @Test
  void kills_at_random_moments_lose_no_request_and_no_rollout(Rig rig, Target target) {
    long seed = Long.getLong("slipway.crash.seed", System.nanoTime() & 0xFFFF_FFFFL);
    CrashRun.Result result = new CrashRun(rig, target, seed, 200, "embedded").untilKilled(KILLS);
    assertTrue(result.good(), () -> "run again with -Dslipway.crash.seed=" + seed + ": " + result);
    assertTrue(result.killing().recovery().p99() < 10_000, () -> "recovery p99 " + result.killing().recovery().p99() + " ms, seed " + seed);
  }

  @Test
  void one_rollout_survives_a_kill_in_each_of_its_phases_and_is_promoted(Rig rig, Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode asked = target.deploy(slowEverywhere(target), "1.1.0");
      for (String phase : List.of("before-hooks", "starting", "checking", "baking", "after-hooks")) {
        target.awaitPhase(phase);
        rig.server().kill();
        rig.server().start();
      }
      JsonNode last = target.awaitEnd(asked.path("rollout").asLong());
      assertEquals("promoted", last.path("outcome").asText(), last::toString);
      load.nothingLost();
    }
    assertEquals("1.1.0", Visit.to(target.url() + "/").release());
    assertTrue(rig.server().api().get("/journal/verify").path("whole").asBoolean());
  }

  @Test
  void a_rollout_that_was_going_back_when_the_server_was_killed_goes_on_going_back(Rig rig, Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode asked = target.deploy(target.shop().strategy(Strategies.canary("50%, 100%", "5m")), "1.1.0");
      target.awaitBaking(50);
      target.command("abort");
      rig.server().kill();
      rig.server().start();
      assertEquals("rolled-back", target.awaitEnd(asked.path("rollout").asLong()).path("outcome").asText());
      load.nothingLost();
    }
    assertEquals("1.0.0", target.stableVersion());
  }

  /** Every phase lasts long enough to be hit. */
  private static ServiceFile slowEverywhere(Target target) {
    return target.shop()
        .strategy(Strategies.canary("50%, 100%", "1s"))
        .with("validate", "[ { get: /slow?ms=500, status: 200, under: 3s } ]")
        .with("hooks", "{ before: [ { run: sleep 0.5, idempotent: true } ], after: [ { run: sleep 0.5, idempotent: true } ] }");
  }
}
