package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.load.LoadReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rollouts through a real nginx that the server starts. What its reloads lose is counted, not promised away. */
@Tag("long")
@ExtendWith(SharedRig.class)
class NginxTest {
  @BeforeAll
  static void nginx_is_there() {
    boolean there = Files.isExecutable(Path.of("/usr/sbin/nginx")) || Files.isExecutable(Path.of("/usr/bin/nginx"));
    String message = "nginx is not installed, so rollouts through it are not tested: apt-get install nginx-light";
    if (!there && System.getenv("CI") != null) {
      Assertions.fail(message);
    }
    Assumptions.assumeTrue(there, message);
  }

  private static ServiceFile shop(Target target) {
    return target.shop().with("router", "nginx");
  }

  @Test
  void a_canary_goes_through_its_steps_behind_nginx_under_load(Target target) {
    target.promoted(shop(target).strategy(Strategies.blueGreen("200ms")), "1.0.0");
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
    try (LightLoad load = LightLoad.on(target)) {
      target.promoted(shop(target).strategy(Strategies.canary("20%, 100%", "1s")), "1.1.0");
      tell("canary", load.soFar());
    }
    List<Integer> weights = Journal.of(target).weights("baking");
    assertEquals(List.of(20, 100), weights.subList(weights.size() - 2, weights.size()));
    assertEquals("1.1.0", Visit.to(target.url() + "/").release());
    assertEquals("1.1.0", target.stableVersion());
  }

  @Test
  void a_bad_candidate_is_sent_back_by_what_nginx_counted(Target target) {
    target.promoted(shop(target).strategy(Strategies.blueGreen("0s")), "1.0.0");
    ServiceFile file = shop(target).strategy(Strategies.canary("50%, 100%", "30s")).with("judge", "evidence");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode last = target.deployed(file, "1.3.0-failing");
      assertEquals("rolled-back", last.path("outcome").asText(), last::toString);
      assertFalse(Journal.of(target).ofType("went-back").getLast().path("reason").asText().isBlank(), last::toString);
      tell("bad candidate", load.soFar());
    }
    assertEquals("1.0.0", target.stableVersion());
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void with_the_server_dead_one_command_sends_all_users_behind_nginx_to_stable(Rig rig, Target target) {
    target.promoted(shop(target).strategy(Strategies.blueGreen("0s")), "1.0.0");
    JsonNode asked = target.deploy(shop(target).strategy(Strategies.canary("50%, 100%", "5m")), "1.1.0");
    target.awaitBaking(50);
    rig.server().kill();
    try {
      Program.Ended ended = rig.program().run("emergency", target.name(), "checkout is down");
      assertEquals(0, ended.exit(), ended::said);
      for (int i = 0; i < 40; i++) {
        assertEquals("1.0.0", Visit.to(target.url() + "/").release());
      }
    } finally {
      rig.server().start();
    }
    assertEquals("rolled-back", target.awaitEnd(asked.path("rollout").asLong()).path("outcome").asText());
    assertEquals("1.0.0", target.stableVersion());
  }

  /** The number is published by {@code bench/run zero-downtime --router nginx}; here it must stay an exception. */
  private static void tell(String what, LoadReport report) {
    System.err.println("nginx, " + what + ": " + report.requests() + " requests, lost " + report.failed() + " " + report.failures()
        + ", connections cut "
        + report.droppedConnections());
    assertTrue(report.requests() > 0, "no request was sent");
    assertTrue(report.failed() * 50 <= report.requests(), () -> "more than 2 % lost: " + report.failures());
  }
}
