package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.store.Inbox.Answer;
import dev.slipway.engine.store.Inbox.Letter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that wait in the database for the server that works on their target. */
class PostgresInboxTest {
  private static final Duration LENGTH = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static RealPostgres postgres;
  private static int schemas;
  private PostgresStore holder;
  private PostgresStore other;
  private long epoch;

  @BeforeAll
  static void starts() {
    postgres = SharedPostgres.get();
  }

  @BeforeEach
  void two_servers() {
    String schema = "inbox_" + ++schemas;
    holder = PostgresStore.open(postgres.address(schema), postgres.password(), Instant::now);
    other = PostgresStore.open(postgres.address(schema), postgres.password(), Instant::now);
    epoch = holder.lease(Examples.SHOP, "holder", LENGTH).orElseThrow();
    Examples.fill(holder, Examples.SHOP, epoch, 0);
  }

  @AfterEach
  void close() {
    holder.close();
    other.close();
  }

  private Letter put(String id, Duration patience) {
    Letter letter = new Letter(id, Examples.SHOP, new Command.Pause("ada", "lunch"));
    other.put(letter, patience);
    return letter;
  }

  private Optional<JournalRecord> carriedOut(Letter letter) {
    Store.Versioned now = holder.load(Examples.SHOP);
    Input input = new Input.Commanded(letter.command(), Examples.AT);
    Decision decision = Decider.decide(now.state(), input);
    JournalRecord.Draft draft = new JournalRecord.Draft(Examples.AT, "ada", decision.events(), input);
    return holder.commit(letter, decision.state(), now.version(), epoch, draft);
  }

  @Test
  void a_command_is_found_by_the_server_that_works_on_its_target_and_by_no_other() {
    Letter first = put("1", PATIENCE);
    Letter second = put("2", PATIENCE);
    put("1", PATIENCE);
    assertEquals(List.of(first, second), holder.waiting("holder", 10));
    assertEquals(List.of(first), holder.waiting("holder", 1));
    assertEquals(List.of(), other.waiting("other", 10));
    assertEquals(Optional.empty(), other.answer("1"));
  }

  @Test
  void a_command_that_was_carried_out_is_answered_in_the_same_transaction_and_never_carried_out_again() {
    Letter letter = put("1", PATIENCE);
    JournalRecord record = carriedOut(letter).orElseThrow();
    assertEquals(Optional.of(new Answer(Optional.empty(), Optional.of(record.sequence()))), other.answer("1"));
    assertEquals(List.of(), holder.waiting("holder", 10));
    assertThrows(WithdrawnException.class, () -> carriedOut(letter));
    assertEquals(2, holder.lastSequence());
    assertEquals(Optional.of(new Answer(Optional.empty(), Optional.of(record.sequence()))), other.withdraw("1"));
  }

  @Test
  void a_command_that_was_taken_back_is_not_carried_out() {
    Letter letter = put("1", PATIENCE);
    assertEquals(Optional.empty(), other.withdraw("1"));
    assertThrows(WithdrawnException.class, () -> carriedOut(letter));
    assertEquals(1, holder.load(Examples.SHOP).version());
    assertEquals(1, holder.lastSequence());
  }

  @Test
  void a_command_whose_time_is_over_is_not_carried_out() {
    Letter letter = put("1", Duration.ZERO);
    assertEquals(List.of(), holder.waiting("holder", 10));
    assertThrows(WithdrawnException.class, () -> carriedOut(letter));
    assertEquals(1, holder.lastSequence());
  }

  @Test
  void a_refusal_comes_back_word_for_word() {
    Letter letter = put("1", PATIENCE);
    Answer no = new Answer(Optional.of(new Decision.Refusal("SLW-2001", "it is \"so\"", false)), Optional.empty());
    holder.answered(letter, no);
    assertEquals(Optional.of(no), other.answer("1"));
  }

  @Test
  void a_commit_under_an_older_epoch_leaves_the_command_waiting_for_the_next_holder() {
    Letter letter = put("1", PATIENCE);
    holder.letGo("holder");
    long next = awaited();
    assertEquals(Optional.empty(), carriedOut(letter));
    assertEquals(List.of(letter), other.waiting("other", 10));
    assertEquals(epoch + 1, next);
  }

  private long awaited() {
    Optional<Long> got = Optional.empty();
    for (int i = 0; i < 100_000 && got.isEmpty(); i++) {
      got = other.lease(Examples.SHOP, "other", LENGTH);
    }
    return got.orElseThrow();
  }
}
