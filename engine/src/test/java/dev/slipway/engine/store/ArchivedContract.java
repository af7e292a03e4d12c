package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Archive;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.journal.RecordHash;
import dev.slipway.engine.journal.Verification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises of records whose bodies are in an archive. */
abstract class ArchivedContract {
  static final TargetId SHOP = Examples.SHOP;
  static final Instant LATE = OldRollouts.LATE;
  private static final int ROLLOUTS = 4;
  private static final int RELEASES = 2;

  abstract StateStore store();

  private Optional<Archive.Part> part(Instant before) {
    return store().archived().part(SHOP, 0, before, RELEASES);
  }

  private Verification verified() {
    return store().verify(List.of());
  }

  @Test
  void what_the_last_releases_or_a_receiver_or_somebody_young_need_is_no_part() {
    OldRollouts.fill(store(), ROLLOUTS);
    assertEquals(Optional.of(new Archive.Part(SHOP, 0, 4, 4)), part(LATE));
    assertEquals(Optional.empty(), store().archived().part(SHOP, 0, LATE, ROLLOUTS));
    assertEquals(Optional.empty(), store().archived().part(SHOP, 4, LATE, RELEASES));
    Instant begun = Examples.AT.plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    assertEquals(Optional.of(new Archive.Part(SHOP, 0, 2, 2)), part(begun));
    assertEquals(Optional.empty(), part(begun.minus(Duration.ofDays(1))));
    var lane = new Deliveries.Lane(SHOP, "mail");
    Deliveries.Progress unused = store().deliveries().begin(lane, new Deliveries.Mark(3, 3, 0));
    assertEquals(Optional.of(new Archive.Part(SHOP, 0, 2, 2)), part(LATE));
    store().deliveries().told(lane, new Deliveries.Mark(7, 8, 0));
    assertEquals(Optional.of(new Archive.Part(SHOP, 0, 4, 4)), part(LATE));
    store().deliveries().dead(new Deliveries.DeadLetter(lane, new Deliveries.Mark(1, 2, 0), Examples.AT, 3, "gone"));
    assertEquals(Optional.empty(), part(LATE));
  }

  @Test
  void who_may_do_what_is_never_a_part_and_of_a_target_that_was_taken_down_only_its_last_record_stays() {
    long epoch = store().lease(SHOP, "server-1", Duration.ofSeconds(60)).orElseThrow();
    Examples.mustCommit(store(), SHOP, epoch, Examples.deploy("1.0.0"));
    Event over = new Event.TargetRemoved("ada", "over");
    JournalRecord.Draft gone = new JournalRecord.Draft(Examples.AT, "ada", List.of(over), Examples.toggle(1));
    assertTrue(store().commit(TargetState.empty(SHOP), 1, epoch, gone).isPresent());
    Archive.Part part = part(LATE).orElseThrow();
    assertEquals(new Archive.Part(SHOP, 0, 1, 1), part);
    OldRollouts.said(store(), part);
    assertEquals(Optional.empty(), store().archived().part(TargetId.ACCESS, 0, LATE.plusSeconds(60), 0));
  }

  @Test
  void taken_records_keep_number_second_and_hash_and_the_journal_verifies_to_the_same_head() {
    OldRollouts.fill(store(), ROLLOUTS);
    Archive.Part part = part(LATE).orElseThrow();
    List<RecordHash> hashes = store().hashes(0, 100);
    OldRollouts.said(store(), part);
    Verification.Intact before = assertInstanceOf(Verification.Intact.class, verified());
    assertEquals(4, store().archived().whole(part));
    assertEquals(List.of(3, 1, 0), List.of(3, 3, 3).stream().map(n -> store().archived().take(part, n)).toList());
    assertEquals(List.of(5L, 6L, 7L, 8L), store().journal(Optional.of(SHOP), 0, 100).stream().map(JournalRecord::sequence).toList());
    assertEquals(hashes, store().hashes(0, hashes.size()));
    assertEquals(List.of(2L, 3L, 4L, 5L, 6L), store().kept(1, 5).stream().map(r -> r.sequence()).toList());
    assertTrue(store().kept(0, 1).getFirst().archived() && store().trail(3, 1).getFirst().archived());
    assertFalse(store().trail(4, 1).getFirst().archived());
    assertEquals(Examples.AT.truncatedTo(ChronoUnit.SECONDS).toString(), store().kept(0, 1).getFirst().at());
    assertEquals(new Verification.Intact(before.records(), before.head(), 4), verified());
    assertEquals(verified(), store().verify(List.of(new Verification.Head(2, hashes.get(1).hash()))));
    assertInstanceOf(Verification.Broken.class, store().verify(List.of(new Verification.Head(2, hashes.get(2).hash()))));
    Instant day = Examples.AT.plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    assertEquals(List.of(4L, 2L, 0L), List.of(store().archived().count(Optional.empty(), Instant.EPOCH, LATE),
        store().archived().count(Optional.of(SHOP), day, LATE),
        store().archived().count(Optional.of(TargetId.ACCESS), Instant.EPOCH, LATE)));
    assertTrue(store().archived().holds(4) && !store().archived().holds(5));
    assertEquals(List.of(4L, 3L), store().rollouts(SHOP, 10).stream().map(r -> r.id().number()).toList());
  }

  @Test
  void a_body_that_is_missing_without_a_record_that_says_so_is_found() {
    OldRollouts.fill(store(), ROLLOUTS);
    Archive.Part part = part(LATE).orElseThrow();
    assertEquals(4, store().archived().take(part, 10));
    assertEquals(1, assertInstanceOf(Verification.Broken.class, verified()).sequence());
  }

  @Test
  void where_a_target_stood_is_kept_and_never_an_older_place() {
    OldRollouts.fill(store(), ROLLOUTS);
    TargetState state = store().load(SHOP).state();
    assertEquals(Optional.empty(), store().archived().stood(SHOP));
    store().archived().stand(new Archived.Stood(state, 4, 4));
    store().archived().stand(new Archived.Stood(TargetState.empty(SHOP), 2, 2));
    assertEquals(Optional.of(new Archived.Stood(state, 4, 4)), store().archived().stood(SHOP));
  }
}
