package dev.slipway.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.simulator.scenario.Behaviour;
import dev.slipway.simulator.scenario.Happening;
import dev.slipway.simulator.scenario.Judges;
import dev.slipway.simulator.scenario.Releases;
import dev.slipway.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Invariant 14 over many rollouts of the whole engine: how often a harmless candidate is sent back, retries included. */
final class FalseAlarmTest {
  private static final int RUNS = 400;
  private static final double ALPHA = 0.1;

  /** So many of {@link #RUNS} at a true share of {@link #ALPHA} are exceeded less than once in a thousand times. */
  private static final int MOST = 60;

  private static final Scenario.Rhythm RHYTHM = new Scenario.Rhythm(1_000, 0, 30, 0, 0, 100);

  private static Scenario scenario(long seed, int stablePermille, int candidatePermille, int deploys, Happening... more) {
    Release stable = Releases.release("1", 2, 1_000);
    Release candidate = Releases.release("2", 2, 1_000);
    Duration bake = Duration.ofSeconds(4);
    Strategy canary = new Strategy.Canary(List.of(new Strategy.CanaryStep(50, bake, false), new Strategy.CanaryStep(100, bake, false)));
    Policy policy =
        new Policy(canary, List.of(), List.of(), Duration.ZERO, Duration.ofSeconds(20), Otherwise.HOLD, Judges.ofErrors(ALPHA), List.of(),
            List.of(), List.of());
    List<Happening> happenings = new ArrayList<>();
    for (int i = 0; i < deploys; i++) {
      happenings.add(new Happening.Ask(10 + i * 10_000L,
          new Command.Deploy("anna", candidate, policy, Releases.SETTINGS, Command.WhenBusy.QUEUE, false, "")));
    }
    happenings.addAll(List.of(more));
    Map<dev.slipway.core.release.ReleaseId, Behaviour> behaviours =
        Map.of(stable.id(), Behaviour.GOOD.erring(stablePermille), candidate.id(), Behaviour.GOOD.erring(candidatePermille));
    return new Scenario(seed, Optional.of(stable), behaviours, happenings, List.of(), RHYTHM).also();
  }

  private static int sentBack(Scenario scenario) {
    Result result = Simulation.run(scenario, Plant.NONE, true);
    assertEquals(List.of(), result.violations());
    return (int) result.trace().stream().filter(l -> l.contains("WentBack[cause=Judged[reason=error-rate: the candidate")).count();
  }

  @Test
  void at_the_worst_harmless_rate_no_more_rollouts_are_sent_back_than_was_promised() {
    int alarms = 0;
    for (long seed = 0; seed < RUNS; seed++) {
      alarms += sentBack(scenario(seed, 10, 12, 1)) > 0 ? 1 : 0;
    }
    assertTrue(alarms <= MOST, alarms + " of " + RUNS);
  }

  @Test
  void trying_again_does_not_try_it_out_of_its_promise() {
    int second = 0;
    for (long seed = 0; seed < RUNS; seed++) {
      second += sentBack(scenario(seed, 10, 12, 3)) > 1 ? 1 : 0;
    }
    assertTrue(second <= MOST / 2, second + " of " + RUNS + " were sent back twice");
  }

  @Test
  void a_shared_fault_sends_back_no_more_of_them() {
    int alarms = 0;
    for (long seed = 0; seed < RUNS; seed++) {
      alarms += sentBack(scenario(seed, 1, 1, 1, new Happening.SharedFault(1_500, 300, 2_000))) > 0 ? 1 : 0;
    }
    assertTrue(alarms <= MOST, alarms + " of " + RUNS);
  }

  @Test
  void a_candidate_that_is_worse_is_sent_back_every_time() {
    for (long seed = 0; seed < 50; seed++) {
      assertEquals(1, sentBack(scenario(seed, 1, 60, 1)), "seed " + seed);
    }
  }
}
