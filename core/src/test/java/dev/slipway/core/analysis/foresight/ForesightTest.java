package dev.slipway.core.analysis.foresight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.Gate;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.strategy.Plan;
import dev.slipway.core.strategy.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForesightTest {
  /** All of α on the error rate, as in the figures that the method is held to. */
  private static final JudgePolicy ERRORS_ALONE = errorsAlone();

  private static JudgePolicy errorsAlone() {
    JudgePolicy d = JudgePolicy.DEFAULT;
    return new JudgePolicy(
        d.method(), d.alpha(), d.beta(), d.errors(), new JudgePolicy.LatencyRule(false, 5), d.burst(), d.warmUp(), d.leastRequests(),
        d.leastCoverage(), d.splitTolerance(), d.objective(), d.saturation(), d.gates(), d.onInconclusive(), d.onError(), d.metrics(),
        d.sources(), d.metricTriggers());
  }

  private static Plan canary(Duration bake) {
    List<Strategy.CanaryStep> steps = IntStream.of(5, 25, 50, 100).mapToObj(w -> new Strategy.CanaryStep(w, bake, false)).toList();
    return Plan.compile(new Strategy.Canary(steps), 4, 4);
  }

  private static List<Warning> warnings(JudgePolicy policy, Plan plan, double requestsPerSecond, Trigger... triggers) {
    return Foresight.of(policy, List.of(triggers), plan, new Traffic(requestsPerSecond, 0.001), Foresight.USUAL_FAILURE);
  }

  private static void near(double median, double candidate, double share) {
    double forecast = RequestsNeeded.toFail(ERRORS_ALONE, 0.001, candidate, share);
    assertTrue(forecast >= median && forecast <= 1.22 * median, () -> forecast + " for a median of " + median);
  }

  @Test
  void a_forecast_lies_at_most_a_fifth_above_the_medians_of_the_method() {
    near(1700, 0.005, 0.05);
    near(1832, 0.005, 0.10);
    near(4095, 0.005, 0.50);
    near(484, 0.01, 0.05);
    near(530, 0.01, 0.10);
    near(1335, 0.01, 0.50);
    near(181, 0.02, 0.05);
    near(194, 0.02, 0.10);
    near(560, 0.02, 0.50);
    near(57, 0.05, 0.05);
    near(59, 0.05, 0.10);
    near(202, 0.05, 0.50);
  }

  @Test
  void what_the_policy_allows_is_never_called_a_failure() {
    assertEquals(RequestsNeeded.NEVER, RequestsNeeded.toFail(ERRORS_ALONE, 0.01, 0.012, 0.05));
    assertEquals(RequestsNeeded.NEVER, RequestsNeeded.toPass(ERRORS_ALONE, 0.01, 0.03, 0.5));
  }

  @Test
  void a_policy_that_has_the_traffic_it_needs_is_not_warned_of() {
    assertEquals(List.of(), warnings(JudgePolicy.DEFAULT, canary(Duration.ofMinutes(15)), 200,
        new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofMinutes(5))));
  }

  @Test
  void a_first_step_that_is_too_short_to_see_the_failure_is_told_with_the_step_that_sees_it() {
    Warning first = warnings(JudgePolicy.DEFAULT, canary(Duration.ofMinutes(1)), 20).getFirst();
    assertEquals("SLW-2501", first.code());
    assertTrue(first.text().contains("about 60 candidate requests") && first.text().contains("or in step 2"), first.toString());
  }

  @Test
  void a_bake_that_cannot_collect_the_requests_to_pass_is_told_with_how_long_it_would_hold() {
    List<Warning> stuck = warnings(JudgePolicy.DEFAULT, canary(Duration.ofMinutes(5)), 20).stream()
        .filter(w -> w.code().equals("SLW-2502")).toList();
    assertEquals(List.of(1, 2, 3), stuck.stream().map(Warning::step).toList());
    assertTrue(stuck.getFirst().text().contains("about 300 candidate requests"), stuck.toString());
  }

  @Test
  void a_trigger_that_outlasts_all_bakes_can_never_fire() {
    List<Warning> all = warnings(JudgePolicy.TRIGGERS, canary(Duration.ofMinutes(1)), 1000,
        new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofMinutes(5)));
    assertEquals(1, all.size());
    assertTrue(all.getFirst().text().contains("can never fire"), all.toString());
  }

  @Test
  void a_trigger_on_windows_with_too_few_requests_is_told_with_the_step() {
    List<Warning> all = warnings(JudgePolicy.TRIGGERS, canary(Duration.ofMinutes(15)), 5,
        new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofMinutes(5)));
    assertEquals(List.of("SLW-2504"), all.stream().map(Warning::code).toList());
    assertTrue(all.getFirst().text().contains("about 15 candidate requests"), all.toString());
  }

  @Test
  void a_gate_finer_than_the_requests_can_show_is_told_for_each_step() {
    JudgePolicy d = JudgePolicy.TRIGGERS;
    JudgePolicy gated =
        new JudgePolicy(
            d.method(), d.alpha(), d.beta(), d.errors(), d.latency(), d.burst(), d.warmUp(), d.leastRequests(), d.leastCoverage(),
            d.splitTolerance(), d.objective(), d.saturation(), List.of(new Gate(Measure.ERROR_RATE, 0.001)), d.onInconclusive(),
                d.onError(),
            d.metrics(), d.sources(), d.metricTriggers());
    List<Warning> all = warnings(gated, canary(Duration.ofMinutes(1)), 100);
    assertEquals(List.of(1), all.stream().map(Warning::step).toList());
    assertEquals("SLW-2503", all.getFirst().code());
  }

  @Test
  void nothing_is_said_of_a_step_that_nobody_watches() {
    assertEquals(List.of(), warnings(JudgePolicy.TRIGGERS, Plan.compile(new Strategy.BlueGreen(Duration.ZERO), 2, 2), 1));
  }
}
