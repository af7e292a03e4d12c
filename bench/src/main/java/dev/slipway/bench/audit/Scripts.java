package dev.slipway.bench.audit;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import dev.slipway.simulator.Plant;
import dev.slipway.simulator.Simulation;
import dev.slipway.simulator.planted.OtherStore;
import dev.slipway.simulator.scenario.Scenario;
import dev.slipway.simulator.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the engine committed in simulated rollouts of every kind: the inputs of one target each, to be decided again on others. */
public final class Scripts {
  private static final int MOST_SEEDS = 1_000;

  private Scripts() {}

  /** So many, of at least so many inputs each. */
  public static List<List<Input>> of(int count, int leastInputs) {
    List<List<Input>> scripts = new ArrayList<>();
    for (long seed = 0; scripts.size() < count && seed < MOST_SEEDS; seed++) {
      Scenario scenario = Scenarios.of(seed);
      // Only a target that begins empty has all of its past in its journal.
      List<Input> script = scenario.stable().isPresent() ? List.of() : played(scenario);
      if (script.size() >= leastInputs) {
        scripts.add(script);
      }
    }
    return scripts;
  }

  private static List<Input> played(Scenario scenario) {
    List<Input> inputs = new ArrayList<>();
    var unused = Simulation.run(scenario, new Plant() {
      @Override
      public Store store(Store right) {
        return new Overheard(right, inputs);
      }
    }, false);
    return List.copyOf(inputs);
  }

  private static final class Overheard extends OtherStore {
    private final List<Input> inputs;

    Overheard(Store right, List<Input> inputs) {
      super(right);
      this.inputs = inputs;
    }

    @Override
    public Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
      Optional<JournalRecord> done = super.commit(next, expected, epoch, draft);
      done.ifPresent(record -> inputs.add(draft.input()));
      return done;
    }
  }
}
