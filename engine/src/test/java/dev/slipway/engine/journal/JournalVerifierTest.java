package dev.slipway.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.journal.Verification.Broken;
import dev.slipway.engine.journal.Verification.Fault;
import dev.slipway.engine.journal.Verification.Head;
import dev.slipway.engine.store.Examples;
import dev.slipway.engine.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JournalVerifierTest {
  private static final int RECORDS = 40;
  private static final int CHANGES = 10_000;
  private static final List<JournalRecord> JOURNAL = journal("ada");
  private static final Head HEAD = new Head(RECORDS, JOURNAL.getLast().hash());

  private static List<JournalRecord> journal(String lunch) {
    InMemoryStore store = new InMemoryStore(() -> Instant.EPOCH, InMemoryStore.Records.CHAINED, RECORDS, new InMemoryStore.Hook() {});
    long epoch = store.lease(Examples.SHOP, lunch, Duration.ofSeconds(1)).orElseThrow();
    Examples.fill(store, Examples.SHOP, epoch, RECORDS - 1);
    return store.journal(Optional.empty(), 0, RECORDS);
  }

  @Test
  void an_untouched_journal_is_intact_and_gives_its_head() {
    assertEquals(new Verification.Intact(RECORDS, Optional.of(HEAD)), JournalVerifier.verify(JOURNAL.stream(), List.of(HEAD, new Head(7, JOURNAL.get(6).hash()))));
    assertEquals(new Verification.Intact(0, Optional.empty()), JournalVerifier.verify(List.<JournalRecord>of().stream(), List.of()));
  }

  @Test
  void ten_thousand_random_edits_cuts_swaps_and_forks_are_all_found_at_their_first_record() {
    Random random = new Random(20260301);
    for (int i = 0; i < CHANGES; i++) {
      List<JournalRecord> changed = new ArrayList<>(JOURNAL);
      int at = random.nextInt(RECORDS);
      int first = at;
      int kind = random.nextInt(6);
      switch (kind) {
        case 0 -> changed.set(at, edited(JOURNAL.get(at), random));
        case 1 -> changed.remove(at);
        case 2 -> changed.subList(at, RECORDS).clear();
        case 3 -> {
          int other = (at + 1 + random.nextInt(RECORDS - 1)) % RECORDS;
          Collections.swap(changed, at, other);
          first = Math.min(at, other);
        }
        case 4 -> changed.add(at, JOURNAL.get(random.nextInt(RECORDS)));
        case 5 -> rewrite(changed, at, random);
        default -> fail("no such change");
      }
      // A record that stands twice, once in its place, is found where the next one should be.
      int latest = kind == 4 ? first + 2 : first + 1;
      String change = "change " + i + " of kind " + kind + " at " + at;
      Broken broken = assertInstanceOf(Broken.class, JournalVerifier.verify(changed.stream(), List.of(HEAD)), change);
      if (kind == 5) {
        // Written anew with right hashes to the end: only the known head can tell.
        assertEquals(Fault.FORKED, broken.fault(), change);
      } else {
        assertTrue(broken.sequence() >= first + 1 && broken.sequence() <= latest, change + ": " + broken);
      }
    }
  }

  @Test
  void each_way_of_breaking_is_called_by_its_name() {
    assertEquals(Fault.EDITED, fault(set(4, edited(JOURNAL.get(4), new Random(1)))));
    List<JournalRecord> gap = new ArrayList<>(JOURNAL);
    gap.remove(4);
    assertEquals(Fault.GAP, fault(gap));
    assertEquals(Fault.CUT, fault(JOURNAL.subList(0, 30)));
    assertEquals(Fault.CUT, fault(List.of()));
    JournalRecord other = resealed(JOURNAL.get(4), JournalRecord.GENESIS, "mallory");
    assertEquals(Fault.FORKED, fault(set(4, other)));
  }

  private static Fault fault(List<JournalRecord> records) {
    return assertInstanceOf(Broken.class, JournalVerifier.verify(records.stream(), List.of(HEAD))).fault();
  }

  private static List<JournalRecord> set(int at, JournalRecord record) {
    List<JournalRecord> changed = new ArrayList<>(JOURNAL);
    changed.set(at, record);
    return changed;
  }

  /** A new history from a record on, with all hashes right. */
  private static void rewrite(List<JournalRecord> journal, int from, Random random) {
    String previous = from == 0 ? JournalRecord.GENESIS : journal.get(from - 1).hash();
    String actor = "mallory" + random.nextInt();
    for (int i = from; i < journal.size(); i++) {
      JournalRecord r = resealed(journal.get(i), previous, actor);
      journal.set(i, r);
      previous = r.hash();
    }
  }

  private static JournalRecord resealed(JournalRecord r, String previous, String actor) {
    JournalRecord open =
        new JournalRecord(r.sequence(), r.target(), r.at(), r.epoch(), actor, r.version(), r.events(), r.input(), r.stateDigest(), previous, "");
    return new JournalRecord(r.sequence(), r.target(), r.at(), r.epoch(), actor, r.version(), r.events(), r.input(), r.stateDigest(), previous, Chain.hash(open));
  }

  private static JournalRecord edited(JournalRecord r, Random random) {
    int field = random.nextInt(11);
    return new JournalRecord(
        field == 0 ? r.sequence() ^ bit(random) : r.sequence(),
        field == 1 ? new TargetId("shop", "production2") : r.target(),
        field == 2 ? r.at().plusNanos(1 + random.nextInt(1_000_000)) : r.at(),
        field == 3 ? r.epoch() ^ bit(random) : r.epoch(),
        field == 4 ? flipped(r.actor(), random) : r.actor(),
        field == 5 ? r.version() ^ bit(random) : r.version(),
        field == 6 ? List.of(new Event.Resumed("mallory")) : r.events(),
        field == 7 ? flipped(r.input(), random) : r.input(),
        field == 8 ? flipped(r.stateDigest(), random) : r.stateDigest(),
        field == 9 ? flipped(r.previous(), random) : r.previous(),
        field == 10 ? flipped(r.hash(), random) : r.hash());
  }

  private static long bit(Random random) {
    return 1L << random.nextInt(Long.SIZE);
  }

  private static String flipped(String text, Random random) {
    int at = random.nextInt(text.length());
    return text.substring(0, at) + (char) (text.charAt(at) ^ 1 << random.nextInt(5)) + text.substring(at + 1);
  }

  @Test
  void a_replay_that_decides_otherwise_names_the_record() {
    assertInstanceOf(Replay.Result.Same.class, Replay.check(JOURNAL.stream()));
    List<JournalRecord> missing = new ArrayList<>(JOURNAL);
    missing.remove(4);
    assertEquals(6, assertInstanceOf(Replay.Result.Differs.class, Replay.check(missing.stream())).sequence());
    JournalRecord r = JOURNAL.get(4);
    assertEquals(5, differs(r, List.of(new Event.Resumed("mallory")), r.input(), r.stateDigest()));
    assertEquals(5, differs(r, r.events(), dev.slipway.engine.codec.Format.write(pause("dinner")), r.stateDigest()));
    assertEquals(5, differs(r, r.events(), r.input(), Chain.digest("")));
  }

  private static Input pause(String reason) {
    return new Input.Commanded(new dev.slipway.core.rollout.Command.Pause("ada", reason), Examples.AT);
  }

  private static long differs(JournalRecord r, List<Event> events, String input, String digest) {
    JournalRecord other = new JournalRecord(r.sequence(), r.target(), r.at(), r.epoch(), r.actor(), r.version(), events, input, digest, r.previous(), r.hash());
    return assertInstanceOf(Replay.Result.Differs.class, Replay.check(set(4, other).stream())).sequence();
  }
}
