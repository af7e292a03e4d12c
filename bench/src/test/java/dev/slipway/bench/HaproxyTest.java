package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whole rollouts through a real HAProxy that Slipway starts itself. */
@ExtendWith(SharedRig.class)
class HaproxyTest {

  @Test
  void each_strategy_and_a_way_back_lose_no_request(Target target) {
    ServiceFile file = shop(target).with("replicas", "2");
    target.promoted(file.strategy(Strategies.blueGreen("0s")), "1.0.0");
    try (LightLoad load = LightLoad.on(target)) {
      target.promoted(file.strategy(Strategies.canary("20%, 60%, 100%", "500ms")), "1.1.0");
      target.promoted(file.strategy(Strategies.rolling("300ms")), "1.2.0");
      target.promoted(file.strategy(Strategies.blueGreen("300ms")), "1.0.0");
      JsonNode asked = target.deploy(file.strategy(Strategies.canary("50%, 100%", "60s")), "1.1.0");
      target.awaitBaking(50);
      target.command("rollback");
      assertEquals("rolled-back", target.awaitEnd(asked.path("rollout").asLong()).path("outcome").asText());
      load.nothingLost();
    }
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void the_judge_sends_a_candidate_back_on_what_haproxy_counted(Target target) {
    target.promoted(shop(target).strategy(Strategies.blueGreen("0s")), "1.0.0");
    ServiceFile judged = shop(target).strategy(Strategies.canary("50%, 100%", "20s")).with("judge", "evidence");
    ServiceFile timed = shop(target).strategy(Strategies.canary("50%, 100%", "4s")).rollbackWhen("p95 > 300ms for 1s");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode failing = target.deployed(judged, "1.3.0-failing");
      assertEquals("rolled-back", failing.path("outcome").asText(), failing::toString);
      JsonNode slow = target.deployed(timed, "1.3.1-slow");
      assertEquals("rolled-back", slow.path("outcome").asText(), slow::toString);
      assertTrue(slow.path("reason").asText().contains("p95"), slow::toString);
      load.nothingLost();
    }
    assertEquals("1.0.0", target.stableVersion());
  }

  @Test
  void an_haproxy_that_is_killed_in_a_rollout_comes_back_with_its_split_and_the_rollout_goes_on(Rig rig, Target target) {
    target.promoted(shop(target).strategy(Strategies.blueGreen("0s")), "1.0.0");
    JsonNode asked = target.deploy(shop(target).strategy(Strategies.canary("50%, 100%", "3s")).with("on-no-data", "promote"), "1.1.0");
    target.awaitBaking(50);
    ProcessHandle haproxy = ProcessHandle.of(rig.server().haproxyPid(target.name())).orElseThrow();
    assertTrue(haproxy.destroyForcibly());
    haproxy.onExit().join();
    assertTrue(Wait.until(Duration.ofSeconds(20), 50, () -> answers(target)), "it was not started again");
    assertEquals("promoted", target.awaitEnd(asked.path("rollout").asLong()).path("outcome").asText());
    assertEquals("1.1.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void with_the_server_gone_one_command_still_sends_all_users_to_stable(Rig rig, Target target) {
    target.promoted(shop(target).strategy(Strategies.blueGreen("0s")), "1.0.0");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode asked = target.deploy(shop(target).strategy(Strategies.canary("50%, 100%", "5m")), "1.1.0");
      target.awaitBaking(50);
      rig.server().kill();
      Program.Ended ended = rig.program().run("emergency", target.name(), "checkout is down");
      assertEquals(0, ended.exit(), ended::said);
      for (int i = 0; i < 40; i++) {
        assertEquals("1.0.0", Visit.to(target.url() + "/").release());
      }
      rig.server().start();
      assertEquals("rolled-back", target.awaitEnd(asked.path("rollout").asLong()).path("outcome").asText());
      load.nothingLost();
    }
  }

  @Tag("long")
  @Test
  void kills_of_the_server_at_random_moments_lose_no_request_and_no_rollout(Rig rig, Target target) {
    long seed = Long.getLong("slipway.crash.seed", System.nanoTime() & 0xFFFF_FFFFL);
    CrashRun.Result result = new CrashRun(rig, target, seed, 200, "haproxy").untilKilled(4);
    assertTrue(result.good(), () -> "run again with -Dslipway.crash.seed=" + seed + ": " + result);
  }

  private static boolean answers(Target target) {
    try {
      return List.of("1.0.0", "1.1.0").contains(Visit.to(target.url() + "/").release());
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  private static ServiceFile shop(Target target) {
    return target.shop().with("router", "haproxy");
  }
}
