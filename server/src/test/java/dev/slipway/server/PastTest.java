package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.store.SqliteStore;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.journal.Past;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastTest {
  private static final TargetId SHOP = new TargetId("shop", "production");
  private static final TargetId GATE = new TargetId("gate", "production");
  @TempDir Path folder;

  private static long commit(SqliteStore store, TargetId target) {
    long epoch = store.lease(target, "me", Duration.ofSeconds(10)).orElseThrow();
    Input input = new Input.Commanded(new Command.Resume("ada"), Instant.EPOCH);
    JournalRecord.Draft draft = new JournalRecord.Draft(Instant.EPOCH, "ada", List.of(new Event.Resumed("ada")), input);
    return store.commit(TargetState.empty(target), store.load(target).version(), epoch, draft).orElseThrow().sequence();
  }

  @Test
  void the_last_rollout_that_ended_is_that_of_the_state_whoever_ended_it_and_whether_or_not_it_was_told() {
    JudgedJournal journal = new JudgedJournal(3);
    Past past = new Past(journal.store, journal.store, new JournalFeed());
    assertEquals(Optional.empty(), past.lastEnded(TargetState.empty(JudgedJournal.TARGET)));
    for (int rollout = 1; rollout <= 3; rollout++) {
      assertEquals(rollout, past.lastEnded(journal.store.load(JudgedJournal.TARGET).state()).orElseThrow().id().number());
      journal.rollOut("1." + rollout);
    }
  }

  @Test
  void the_last_sequence_of_a_former_run_is_found_wherever_it_stands() {
    try (SqliteStore store = SqliteStore.open(folder.resolve("slipway.db"), () -> Instant.EPOCH)) {
      assertEquals(0, new Past(store, store, new JournalFeed()).sequence(SHOP));
      for (int n = 1; n <= 40; n++) {
        long last = commit(store, SHOP);
        if (n % 3 == 0) {
          commit(store, GATE);
        }
        assertEquals(last, new Past(store, store, new JournalFeed()).sequence(SHOP));
      }
    }
  }
}
