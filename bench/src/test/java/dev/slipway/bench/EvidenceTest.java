package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Program;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.cli.client.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A candidate judged on evidence, as people see it: while it is watched, and when they ask why afterwards. */
@ExtendWith(SharedRig.class)
class EvidenceTest {

  @Test
  void a_bad_candidate_is_sent_back_on_evidence_that_is_shown_and_comes_out_the_same_again(Rig rig, Target target) throws Exception {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    ServiceFile file = target.shop().strategy(Strategies.canary("50%, 100%", "30s")).with("judge", "evidence");
    Program.Ended deploy;
    try (LightLoad load = LightLoad.on(target)) {
      deploy = rig.program().run("deploy", "-f", target.write(file).toString(), target.environment(), "1.3.0-failing");
      load.nothingLost();
    }
    assertEquals(1, deploy.exit(), deploy::said);
    assertTrue(deploy.out().matches("(?s).*error-rate .* against .*; worse \\d+%, as good \\d+%.*"), deploy::said);
    assertTrue(deploy.out().contains("goes back by verdict: error-rate"), deploy::said);

    Program.Ended explained = rig.program().run("audit", "explain", "last", target.name());
    assertEquals(0, explained.exit(), explained::said);
    assertTrue(explained.out().contains("verdict: failing"), explained::said);
    assertTrue(explained.out().endsWith("journaled inputs: the same\n"), explained::said);
    JsonNode told = Api.JSON.readTree(rig.program().run("audit", "explain", "2/1", target.name(), "--json").out());
    assertEquals("failing", told.path("verdict").asText(), told::toString);

    JsonNode points = target.get("/rollouts/2/measurements").at("/series/0/points");
    assertEquals(told.at("/metrics/0/failing/ln"), points.path(points.size() - 1).at("/failing/ln"), points::toString);
  }

  @Test
  void what_is_no_verdict_is_refused_with_exit_2(Rig rig, Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    Program.Ended none = rig.program().run("audit", "explain", "999999999");
    assertEquals(2, none.exit(), none::said);
    assertTrue(none.err().contains("SLW-5131"), none::said);
  }
}
