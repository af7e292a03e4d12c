package dev.slipway.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.simulator.scenario.Scenarios;
import org.junit.jupiter.api.Test;

final class SimulationTest {
  /** More are run by {@code bench/run simulate}. */
  private static final int SEEDS = 15_000;

  @Test
  void no_seed_breaks_an_invariant() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Result result = Simulation.run(seed);
      assertTrue(result.good(), () -> "seed " + result.seed() + ": " + result.violations() + "\nSee it again with: " + result.replay());
    }
  }

  @Test
  void a_seed_gives_the_same_run_every_time() {
    for (long seed = 0; seed < 50; seed++) {
      Result once = Simulation.run(Scenarios.of(seed), Plant.NONE, true);
      assertEquals(once, Simulation.run(Scenarios.of(seed), Plant.NONE, true));
    }
  }

  @Test
  void most_runs_have_a_rollout_that_ends() {
    int rollouts = 0;
    for (long seed = 0; seed < 100; seed++) {
      rollouts += Simulation.run(seed).rollouts();
    }
    assertTrue(rollouts > 100, "only " + rollouts);
  }

  @Test
  void a_trace_tells_what_happened_in_order() {
    Result result = Simulation.run(Scenarios.of(0), Plant.NONE, true);
    assertTrue(result.trace().stream().anyMatch(l -> l.contains("RolloutStarted")));
    assertTrue(result.replay().contains("--seed 0 --trace"));
  }
}
