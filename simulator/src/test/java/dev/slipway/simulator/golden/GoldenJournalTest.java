package dev.slipway.simulator.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What was once decided is decided so for ever: a rollout that is under way while Slipway is upgraded goes on from a journal like these.
 * When this fails, either take the change of the decider back, or let decisions carry a version; only before a first release that has
 * users may the journals be recorded anew:
 *
 * <pre>./mvnw -q -pl simulator -am -Dtest=GoldenJournalTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden=record test</pre>
 */
class GoldenJournalTest {
  private static final Set<String> MUST_BE_SHOWN =
      Set.of("outcome PROMOTED", "outcome ROLLED_BACK", "command Deploy", "command Abort", "command Pause", "command Resume",
          "command Promote", "command Rollback", "event DeployQueued", "event WarmReleased", "event TargetRemoved", "event TaskEnded",
          "cause Person", "cause Judged", "cause Unhealthy", "cause CheckFailed", "cause HookFailed", "cause Superseded",
          "verdict Passing", "verdict Failing", "phase baking");

  @BeforeAll
  static void records() throws IOException {
    if ("record".equals(System.getProperty("golden"))) {
      GoldenJournals.record();
    }
  }

  @Test
  void every_recorded_journal_is_decided_again_as_it_was() throws IOException {
    for (Path file : GoldenJournals.files()) {
      List<JournalRecord> journal = GoldenJournals.read(file);
      Replay.Result result = Replay.check(journal.stream());
      Replay.Result.Same same = assertInstanceOf(Replay.Result.Same.class, result, () -> file + ": " + result);
      assertEquals(journal.size(), same.records());
    }
  }

  @Test
  void every_recorded_journal_has_the_hashes_that_it_had() throws IOException {
    for (Path file : GoldenJournals.files()) {
      String previous = JournalRecord.GENESIS;
      for (JournalRecord record : GoldenJournals.read(file)) {
        assertEquals(previous, record.previous(), () -> file + ", record " + record.sequence());
        assertEquals(record.hash(), Chain.hash(record), () -> file + ", record " + record.sequence());
        previous = record.hash();
      }
    }
  }

  @Test
  void the_recorded_journals_show_everything_that_is_decided() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Path file : GoldenJournals.files()) {
      shown.addAll(GoldenJournals.shows(GoldenJournals.read(file)));
    }
    assertTrue(shown.containsAll(MUST_BE_SHOWN), () -> "missing: " + MUST_BE_SHOWN.stream().filter(s -> !shown.contains(s)).toList());
  }

  @Test
  void a_decision_that_is_another_one_now_is_found() throws IOException {
    List<JournalRecord> journal = new ArrayList<>(GoldenJournals.read(GoldenJournals.files().getFirst()));
    JournalRecord r = journal.removeLast();
    JournalRecord other =
        new JournalRecord(r.sequence(), r.target(), r.at(), r.epoch(), r.actor(), r.version(), List.of(), r.input(), "0".repeat(64),
            r.previous(), r.hash());
    assertInstanceOf(Replay.Result.Differs.class, Replay.check(Stream.concat(journal.stream(), Stream.of(other))));
  }
}
