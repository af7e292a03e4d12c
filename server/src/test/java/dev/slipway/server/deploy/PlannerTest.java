package dev.slipway.server.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.analysis.evidence.Dispersion;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.strategy.Plan;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.server.view.PlanView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private Optional<Double> told = Optional.empty();

  private static final TargetSettings SETTINGS =
      new TargetSettings(new Endpoint("127.0.0.1", 8080), Optional.empty(), Optional.empty(), Duration.ofSeconds(5));

  private static Release release(String version) {
    RunSpec run = new RunSpec(2, "shop.jar", "run", Map.of(), HealthSpec.portOnly(), Duration.ofSeconds(1), Optional.empty());
    return new Release(new ReleaseId(version), version, new Digest("0".repeat(63) + version.charAt(0)), new Digest("0".repeat(64)), run);
  }

  private PlanView plan(Baseline before) {
    Strategy canary = new Strategy.Canary(List.of(new Strategy.CanaryStep(5, Duration.ofMinutes(1), false),
        new Strategy.CanaryStep(100, Duration.ofMinutes(1), false)));
    Policy policy =
        new Policy(
            canary, List.of(), List.of(), Duration.ofHours(1), Duration.ofMinutes(10), Otherwise.HOLD, JudgePolicy.DEFAULT, List.of(),
                List.of(), List.of());
    TargetState state =
        new TargetState(
            new TargetId("shop", "production"), Optional.of(SETTINGS), Optional.of(release("1")), Optional.empty(), Optional.empty(),
                Optional.empty(), 1, List.of());
    Command.Deploy deploy = new Command.Deploy("ada", release("2"), policy, SETTINGS, Command.WhenBusy.REFUSE, false, "");
    return Planner.plan(state, deploy, Plan.compile(canary, 2, 2), false, Expected.of(state, before, told), java.time.Instant.EPOCH);
  }

  private static Baseline watched(int seconds, long requests) {
    return new Baseline(Duration.ofSeconds(seconds), requests, requests / 1000, LatencyHistogram.empty(), Dispersion.NONE, List.of(),
        List.of());
  }

  @Test
  void a_plan_warns_of_steps_too_short_for_the_traffic_that_stable_has() {
    List<PlanView.Forecast> warnings = plan(watched(600, 6_000)).warnings();
    assertEquals(List.of("SLW-2501", "SLW-2502", "SLW-2502"), warnings.stream().map(PlanView.Forecast::code).toList());
    assertTrue(warnings.getFirst().text().contains("about 30 candidate requests"), warnings.toString());
  }

  @Test
  void a_plan_says_nothing_of_traffic_it_does_not_know() {
    assertEquals(List.of(), plan(Baseline.UNKNOWN).warnings());
    assertEquals(List.of(), plan(watched(10, 100)).warnings());
    assertTrue(plan(Baseline.UNKNOWN).unchecked().orElseThrow().contains("--traffic 200/s"));
    assertEquals(Optional.empty(), plan(watched(600, 6_000)).unchecked());
  }

  @Test
  void traffic_that_a_person_tells_is_what_the_policy_is_held_against() {
    told = Optional.of(10.0);
    assertEquals(plan(watched(600, 6_000)).warnings(), plan(Baseline.UNKNOWN).warnings());
    assertEquals(Optional.empty(), plan(Baseline.UNKNOWN).unchecked());
    told = Optional.of(100_000.0);
    assertEquals(List.of(), plan(watched(600, 6_000)).warnings());
  }
}
