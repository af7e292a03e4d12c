package dev.slipway.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.codec.CoreJson;
import dev.slipway.engine.loop.Decide;
import org.junit.jupiter.api.Test;

/** Invariants 15 and 21 over the text that is journaled: what is read back decides the same, to the last bit and byte. */
final class JournalReplayTest {
  private static final int SEEDS = 120;

  private static final class Written implements Plant {
    private int judged;

    @Override
    public Decide decide(Decide right) {
      return (state, input) -> {
        Decision decision = right.decide(state, input);
        boolean watched = state.rollout().filter(r -> r.watching().isPresent()).isPresent() && !decision.state().equals(state);
        if (watched) {
          judged++;
          TargetState read = CoreJson.read(TargetState.class, CoreJson.write(state));
          Decision again = right.decide(read, CoreJson.read(Input.class, CoreJson.write(input)));
          assertEquals(decision, again);
          assertEquals(CoreJson.write(decision.state()), CoreJson.write(again.state()));
          assertEquals(CoreJson.writeEvents(decision.events()), CoreJson.writeEvents(again.events()));
        }
        return decision;
      };
    }
  }

  @Test
  void every_judged_batch_is_decided_alike_from_what_is_written_down_of_it() {
    Written written = new Written();
    for (long seed = 0; seed < SEEDS; seed++) {
      assertTrue(Simulation.run(dev.slipway.simulator.scenario.Scenarios.of(seed), written, false).good());
    }
    assertTrue(written.judged > 1_000, "only " + written.judged + " batches");
  }
}
