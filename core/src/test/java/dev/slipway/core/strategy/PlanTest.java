package dev.slipway.core.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Facts about every plan: all strategies, 1 to 20 instances on both sides. */
final class PlanTest {
  private static final Duration BAKE = Duration.ofSeconds(10);

  private record Case(Strategy strategy, int wanted, int stable, Plan plan) {
    @Override
    public String toString() {
      return strategy + " from " + stable + " to " + wanted + ": " + plan;
    }
  }

  private static List<Case> all() {
    List<Strategy> strategies = new ArrayList<>(List.of(new Strategy.BlueGreen(BAKE), canary(100), canary(5, 25, 50, 100), canary(1, 99, 100)));
    for (int batch = 1; batch <= 20; batch++) {
      for (int surge = 0; surge <= 4; surge++) {
        strategies.add(new Strategy.Rolling(batch, surge, BAKE));
      }
    }
    List<Case> cases = new ArrayList<>();
    for (Strategy strategy : strategies) {
      for (int wanted = 1; wanted <= 20; wanted++) {
        for (int stable = 1; stable <= 20; stable++) {
          cases.add(new Case(strategy, wanted, stable, Plan.compile(strategy, wanted, stable)));
        }
      }
    }
    return cases;
  }

  private static Strategy canary(int... weights) {
    List<Strategy.CanaryStep> steps = new ArrayList<>();
    for (int weight : weights) {
      steps.add(new Strategy.CanaryStep(weight, BAKE, false));
    }
    return new Strategy.Canary(steps);
  }

  @Test
  void weights_rise_and_end_at_100() {
    for (Case c : all()) {
      int before = -1;
      for (Step step : c.plan.steps()) {
        assertTrue(step.candidateWeight() > before || step.candidateWeight() == before && before == 0, c::toString);
        before = step.candidateWeight();
      }
      assertEquals(100, before, c::toString);
    }
  }

  @Test
  void candidates_grow_to_the_number_wanted() {
    for (Case c : all()) {
      int before = 0;
      for (Step step : c.plan.steps()) {
        assertTrue(step.candidateInstances() >= Math.max(1, before), c::toString);
        before = step.candidateInstances();
      }
      assertEquals(c.wanted, before, c::toString);
    }
  }

  @Test
  void a_step_has_as_many_candidates_as_its_share_of_traffic_asks_for() {
    for (Case c : all()) {
      for (Step step : c.plan.steps()) {
        assertTrue(step.candidateInstances() * 100 >= step.candidateWeight() * c.wanted, c::toString);
      }
    }
  }

  @Test
  void no_more_instances_run_together_than_the_plan_says() {
    for (Case c : all()) {
      for (int i = 0; i < c.plan.steps().size(); i++) {
        Step step = c.plan.steps().get(i);
        assertTrue(step.candidateInstances() + c.plan.stableWhileStarting(i, c.stable) <= step.maxInstances(), c::toString);
        assertTrue(step.candidateInstances() + step.stableInstances() <= step.maxInstances(), c::toString);
      }
    }
  }

  @Test
  void a_plan_that_keeps_stable_keeps_all_of_it_to_the_end() {
    for (Case c : all()) {
      for (int i = 0; i < c.plan.steps().size() && c.plan.keepsStable(); i++) {
        assertEquals(c.stable, c.plan.steps().get(i).stableInstances(), c::toString);
        assertEquals(c.stable, c.plan.stableWhileStarting(i, c.stable), c::toString);
      }
    }
  }

  @Test
  void something_always_answers_stable_before_the_first_shift_and_ready_candidates_after_it() {
    for (Case c : all()) {
      assertTrue(c.plan.stableWhileStarting(0, c.stable) >= 1, c::toString);
      for (int i = 1; i < c.plan.steps().size(); i++) {
        boolean last = i == c.plan.steps().size() - 1;
        assertTrue(last || c.plan.stableWhileStarting(i, c.stable) >= 1, c::toString);
      }
    }
  }

  @Test
  void a_rolling_plan_runs_no_more_than_its_surge_beyond_the_larger_side() {
    for (Case c : all()) {
      if (c.strategy instanceof Strategy.Rolling rolling) {
        int surge = c.stable == 1 ? Math.max(1, rolling.surge()) : rolling.surge();
        c.plan.steps().forEach(s -> assertEquals(Math.max(c.wanted, c.stable) + surge, s.maxInstances(), c::toString));
      }
    }
  }

  @Test
  void a_single_instance_is_replaced_with_a_second_one_beside_it() {
    Plan plan = Plan.compile(new Strategy.Rolling(1, 0, BAKE), 1, 1);
    assertEquals(1, plan.stableWhileStarting(0, 1));
    assertEquals(2, plan.steps().getFirst().maxInstances());
  }

  @Test
  void a_first_deploy_is_one_step_to_all_traffic() {
    for (Case c : all()) {
      Plan plan = Plan.compile(c.strategy, c.wanted, 0);
      assertEquals(1, plan.steps().size());
      assertEquals(c.wanted, plan.steps().getFirst().candidateInstances());
    }
  }

  @Test
  void a_plan_that_does_not_end_with_all_traffic_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Plan.compile(canary(5, 50), 2, 2));
  }
}
