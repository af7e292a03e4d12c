package dev.slipway.bench.audit;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.codec.Format;
import dev.slipway.engine.journal.JournalPages;
import dev.slipway.engine.journal.Replay;
import dev.slipway.engine.journal.Verification.Head;
import dev.slipway.engine.loop.Clocks;
import dev.slipway.engine.store.SqliteStore;
import dev.slipway.engine.store.StateMoves;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A backup of a state that the product wrote, before anybody laid hands on it.
 *
 * @param file the backup
 * @param records its journal
 * @param head its last record, which somebody wrote down
 * @param scripts what it was written from
 */
public record Original(Path file, List<JournalRecord> records, Head head, List<List<Input>> scripts) {
  private static final int WRITERS = 8;
  private static final long MOST_SECONDS = 60;

  /** A state of a target after so many records. */
  record Stood(long version, String state) {}

  /** Writes a state of so many records into a folder, and backs it up. */
  public static Original write(Path folder, int records, List<List<Input>> scripts) {
    Path file = folder.resolve("slipway.db");
    try (SqliteStore store = SqliteStore.open(file, Clocks.system().steady())) {
      var unused = new Writers(store, scripts).write(WRITERS, records, MOST_SECONDS);
      List<JournalRecord> journal = JournalPages.stream(store, Optional.empty()).toList();
      Path backup = folder.resolve("backup");
      Head head = StateMoves.backup(file, backup).head().orElseThrow();
      return new Original(backup, journal, head, scripts);
    }
  }

  /** Where each target stood after so many records. */
  Map<TargetId, Stood> after(int count) {
    Replay replay = Replay.begin();
    Map<TargetId, Stood> stood = new HashMap<>();
    for (JournalRecord record : records.subList(0, count)) {
      Optional<String> difference = replay.next(record);
      if (difference.isPresent()) {
        throw new IllegalStateException("the original is not as it was decided: " + difference.get());
      }
      TargetState state = replay.state(record.target()).orElseThrow();
      stood.put(record.target(), new Stood(record.version(), Format.write(state)));
    }
    return stood;
  }
}
