package dev.slipway.bench.audit;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.codec.Format;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.KeptRecord;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the journal of a closed store long: records as the product makes them, without waiting for the disk after each. */
public final class Bulk {
  private final Rows rows;
  private final List<List<Input>> scripts;
  private final List<KeptRecord> made = new ArrayList<>();
  private long sequence;
  private String previous;

  private Bulk(Rows rows, List<List<Input>> scripts, KeptRecord last) {
    this.rows = rows;
    this.scripts = scripts;
    this.sequence = last.sequence();
    this.previous = last.hash();
  }

  /** Goes on from the last record until there are so many. */
  public static void fill(Path file, List<List<Input>> scripts, long records) throws SQLException {
    try (Rows rows = Rows.withIndexes(file)) {
      Bulk bulk = new Bulk(rows, scripts, rows.journal().getLast());
      for (int number = 0; bulk.sequence < records; number++) {
        bulk.play(new TargetId("bulk" + number, "production"), scripts.get(number % scripts.size()), records);
      }
    }
  }

  private void play(TargetId target, List<Input> script, long records) throws SQLException {
    TargetState state = TargetState.empty(target);
    String kept = "";
    long version = 0;
    made.clear();
    for (Input input : script) {
      Decision decision = Decider.decide(state, input);
      if ((decision.state().equals(state) && decision.events().isEmpty()) || sequence == records) {
        continue;
      }
      state = decision.state();
      kept = Format.write(state);
      JournalRecord.Draft draft = new JournalRecord.Draft(Instant.now(), "slipway", decision.events(), input);
      KeptRecord sealed = KeptRecord.of(Chain.seal(new Chain.Link(previous, ++sequence, target, 1, ++version), draft, kept));
      previous = sealed.hash();
      made.add(sealed);
    }
    rows.insert(made);
    rows.keep(target, version, kept);
  }
}
