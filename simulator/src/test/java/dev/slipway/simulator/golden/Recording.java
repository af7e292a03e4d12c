package dev.slipway.simulator.golden;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.codec.Format;
import dev.slipway.engine.journal.Chain;
import dev.slipway.simulator.Plant;
import dev.slipway.simulator.Simulation;
import dev.slipway.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The journal of one simulated run, chained as a store on a disk chains it. */
final class Recording implements Plant {
  private final List<JournalRecord> records = new ArrayList<>();

  private Recording() {}

  /** Runs a scenario whose target begins empty, so that its journal begins with its first record. */
  static List<JournalRecord> of(Scenario scenario) {
    Recording recording = new Recording();
    Simulation.run(scenario, recording, false);
    return List.copyOf(recording.records);
  }

  @Override
  public Store store(Store right) {
    return new Recorder(right);
  }

  private void committed(TargetState next, long epoch, JournalRecord.Draft draft) {
    long sequence = records.size() + 1;
    String previous = records.isEmpty() ? JournalRecord.GENESIS : records.getLast().hash();
    records.add(Chain.seal(new Chain.Link(previous, sequence, next.id(), epoch, sequence), draft, Format.write(next)));
  }

  private final class Recorder implements Store {
    private final Store right;

    Recorder(Store right) {
      this.right = right;
    }

    @Override
    public List<TargetId> targets() {
      return right.targets();
    }

    @Override
    public Versioned load(TargetId target) {
      return right.load(target);
    }

    @Override
    public Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
      Optional<JournalRecord> done = right.commit(next, expected, epoch, draft);
      done.ifPresent(record -> committed(next, epoch, draft));
      return done;
    }

    @Override
    public Optional<Long> lease(TargetId target, String owner, Duration length) {
      return right.lease(target, owner, length);
    }

    @Override
    public List<JournalRecord> journal(Optional<TargetId> target, long after, int most) {
      return right.journal(target, after, most);
    }
  }
}
