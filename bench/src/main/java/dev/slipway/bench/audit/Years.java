package dev.slipway.bench.audit;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.codec.Format;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.KeptRecord;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A journal of many rollouts to some targets, years of them: decisions of simulated rollouts, told again and again at later times. */
public final class Years {
  private static final int TARGETS = 50;
  private static final Duration BETWEEN_RECORDS = Duration.ofSeconds(30);

  private final Rows rows;
  private final Map<TargetId, Long> versions = new HashMap<>();
  private Instant at;
  private long sequence;
  private long rollouts;
  private String previous = JournalRecord.GENESIS;

  private Years(Rows rows, Instant from) {
    this.rows = rows;
    this.at = from;
  }

  /**
   * Fills an empty store.
   *
   * @return the moment of the last record
   */
  public static Instant fill(Path file, List<List<Input>> scripts, long rollouts, Instant from) throws SQLException {
    try (Rows rows = Rows.withIndexes(file)) {
      Years years = new Years(rows, from);
      for (int number = 0; years.rollouts < rollouts; number++) {
        years.play(new TargetId("shop" + number % TARGETS, "production"), scripts.get(number % scripts.size()));
      }
      return years.at;
    }
  }

  private void play(TargetId target, List<Input> script) throws SQLException {
    TargetState state = TargetState.empty(target);
    List<KeptRecord> made = new ArrayList<>();
    String kept = "";
    for (Input input : script) {
      Decision decision = Decider.decide(state, input);
      if (decision.state().equals(state) && decision.events().isEmpty()) {
        continue;
      }
      state = decision.state();
      kept = Format.write(state);
      at = at.plus(BETWEEN_RECORDS);
      long version = versions.merge(target, 1L, Long::sum);
      JournalRecord.Draft draft = new JournalRecord.Draft(at, "slipway", decision.events(), input);
      KeptRecord sealed = KeptRecord.of(Chain.seal(new Chain.Link(previous, ++sequence, target, 1, version), draft, kept));
      previous = sealed.hash();
      made.add(sealed);
      rollouts += decision.events().stream().filter(e -> e instanceof Event.RolloutStarted).count();
    }
    rows.insert(made);
    rows.keep(target, versions.getOrDefault(target, 0L), kept);
  }
}
