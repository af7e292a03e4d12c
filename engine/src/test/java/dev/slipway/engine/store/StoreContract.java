package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.journal.JournalPages;
import dev.slipway.engine.journal.JournalVerifier;
import dev.slipway.engine.journal.Replay;
import dev.slipway.engine.journal.Verification;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do. */
public abstract class StoreContract<S extends Store & ReleaseHistory> {
  private static final TargetId SHOP = Examples.SHOP;
  private static final TargetId STAGING = new TargetId("shop", "staging");
  private static final Duration LENGTH = Duration.ofSeconds(10);
  private static final Duration TICK = Duration.ofNanos(1_000);

  private final SettableClock clock = new SettableClock();
  private S store;

  /** An empty store whose leases are measured by this clock. */
  protected abstract S empty(InstantSource steadyClock) throws Exception;

  @BeforeEach
  final void makeOne() throws Exception {
    store = empty(clock);
  }

  private long epoch() {
    return store.lease(SHOP, "server-1", LENGTH).orElseThrow();
  }

  @Test
  void a_target_nothing_was_committed_for_is_empty_and_has_version_0() {
    assertEquals(new Store.Versioned(TargetState.empty(SHOP), 0), store.load(SHOP));
    assertEquals(List.of(), store.targets());
    assertEquals(List.of(), store.journal(Optional.empty(), 0, 10));
  }

  @Test
  void what_was_committed_is_loaded_equal_and_its_record_tells_how_it_came_about() {
    Input input = Examples.deploy("1.0.0");
    Decision decision = Decider.decide(TargetState.empty(SHOP), input);
    JournalRecord record = store.commit(decision.state(), 0, epoch(), new JournalRecord.Draft(Examples.AT, "ada", decision.events(), input)).orElseThrow();
    assertEquals(new Store.Versioned(decision.state(), 1), store.load(SHOP));
    assertEquals(List.of(SHOP), store.targets());
    assertEquals(List.of(1L, 1L, 1L), List.of(record.sequence(), record.version(), record.epoch()));
    assertEquals(decision.events(), record.events());
    assertEquals(List.of(record), store.journal(Optional.of(SHOP), 0, 10));
  }

  @Test
  void a_commit_from_an_older_version_is_refused_and_changes_nothing() {
    long epoch = epoch();
    Examples.fill(store, SHOP, epoch, 1);
    Store.Versioned before = store.load(SHOP);
    JournalRecord.Draft draft = new JournalRecord.Draft(Examples.AT, "ada", List.of(), Examples.toggle(1));
    for (long wrong : new long[] {0, 1, 3}) {
      assertEquals(Optional.empty(), store.commit(TargetState.empty(SHOP), wrong, epoch, draft));
    }
    assertEquals(before, store.load(SHOP));
    assertEquals(2, store.journal(Optional.empty(), 0, 10).size());
  }

  @Test
  void a_commit_without_a_lease_or_under_an_older_one_is_refused() {
    assertEquals(Optional.empty(), Examples.commit(store, SHOP, 0, Examples.deploy("1.0.0")));
    assertEquals(Optional.empty(), Examples.commit(store, SHOP, 1, Examples.deploy("1.0.0")));
    long old = epoch();
    clock.pass(LENGTH);
    long now = store.lease(SHOP, "server-2", LENGTH).orElseThrow();
    assertEquals(Optional.empty(), Examples.commit(store, SHOP, old, Examples.deploy("1.0.0")));
    assertTrue(Examples.commit(store, SHOP, now, Examples.deploy("1.0.0")).isPresent());
  }

  @Test
  void a_lease_that_runs_is_not_given_to_another_and_one_that_is_over_is_with_a_higher_epoch() {
    long first = epoch();
    clock.pass(LENGTH.minus(TICK));
    assertEquals(Optional.empty(), store.lease(SHOP, "server-2", LENGTH));
    clock.pass(TICK);
    long second = store.lease(SHOP, "server-2", LENGTH).orElseThrow();
    assertTrue(second > first);
    assertEquals(Optional.empty(), store.lease(SHOP, "server-1", LENGTH));
  }

  @Test
  void a_renewal_keeps_the_epoch_and_lengthens_the_lease() {
    long first = epoch();
    clock.pass(LENGTH.dividedBy(2));
    assertEquals(first, epoch());
    clock.pass(LENGTH.dividedBy(2));
    assertEquals(Optional.empty(), store.lease(SHOP, "server-2", LENGTH));
  }

  @Test
  void each_target_has_a_lease_of_its_own() {
    epoch();
    assertTrue(store.lease(STAGING, "server-2", LENGTH).isPresent());
  }

  @Test
  void the_journal_is_read_in_pages_of_one_target_or_all() {
    long epoch = epoch();
    long other = store.lease(STAGING, "server-1", LENGTH).orElseThrow();
    Examples.fill(store, SHOP, epoch, 4);
    Examples.fill(store, STAGING, other, 2);
    assertEquals(List.of(1L, 2L, 3L), sequences(store.journal(Optional.empty(), 0, 3)));
    assertEquals(List.of(4L, 5L, 6L), sequences(store.journal(Optional.empty(), 3, 3)));
    assertEquals(List.of(6L, 7L), sequences(store.journal(Optional.of(STAGING), 2, 2)));
    assertEquals(List.of(), sequences(store.journal(Optional.of(SHOP), 5, 10)));
    assertEquals(8, JournalPages.stream(store, Optional.empty()).count());
  }

  private static List<Long> sequences(List<JournalRecord> records) {
    return records.stream().map(JournalRecord::sequence).toList();
  }

  @Test
  void of_many_commits_from_the_same_version_exactly_one_is_in_force() throws Exception {
    long epoch = epoch();
    Examples.fill(store, SHOP, epoch, 0);
    Store.Versioned now = store.load(SHOP);
    AtomicInteger accepted = new AtomicInteger();
    try (ExecutorService many = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 32; i++) {
        Input input = Examples.toggle(2L * i);
        many.submit(
            () -> {
              Decision d = Decider.decide(now.state(), input);
              store.commit(d.state(), now.version(), epoch, new JournalRecord.Draft(Examples.AT, "ada", d.events(), input)).ifPresent(r -> accepted.incrementAndGet());
            });
      }
    }
    assertEquals(1, accepted.get());
    assertEquals(now.version() + 1, store.load(SHOP).version());
    assertEquals(2, store.journal(Optional.of(SHOP), 0, 100).size());
  }

  @Test
  void the_journal_verifies_and_replays_to_the_states_that_are_loaded() {
    Examples.fill(store, SHOP, epoch(), 20);
    Examples.fill(store, STAGING, store.lease(STAGING, "server-1", LENGTH).orElseThrow(), 3);
    Verification verification = JournalVerifier.verify(JournalPages.stream(store, Optional.empty()), List.of());
    assertTrue(verification instanceof Verification.Intact i && i.records() == 25, verification.toString());
    assertEquals(
        new Replay.Result.Same(25, Map.of(SHOP, store.load(SHOP).state(), STAGING, store.load(STAGING).state())),
        Replay.check(JournalPages.stream(store, Optional.empty())));
  }

  @Test
  void history_tells_each_rollout_with_its_whole_release_newest_first() {
    long epoch = epoch();
    Examples.fill(store, SHOP, epoch, 3);
    PastRollout one = store.rollouts(SHOP, 10).getFirst();
    assertEquals(Examples.release("1.0.0"), one.release());
    assertEquals(Optional.empty(), one.end());
    TargetState ended = withoutRollout(store.load(SHOP).state());
    Event end = new Event.RolloutEnded(one.id(), Event.Outcome.ROLLED_BACK, one.release().id(), "it was bad");
    JournalRecord.Draft draft = new JournalRecord.Draft(Examples.AT.plusSeconds(9), "slipway", List.of(end), Examples.toggle(1));
    assertTrue(store.commit(ended, store.load(SHOP).version(), epoch, draft).isPresent());
    Examples.mustCommit(store, SHOP, epoch, Examples.deploy("1.1.0"));
    List<PastRollout> history = store.rollouts(SHOP, 10);
    assertEquals(List.of(2L, 1L), history.stream().map(r -> r.id().number()).toList());
    assertEquals(Rollout.Kind.DEPLOY, history.getFirst().kind());
    assertEquals(Optional.of(new PastRollout.End(Examples.AT.plusSeconds(9), Event.Outcome.ROLLED_BACK, "it was bad")), history.getLast().end());
    assertEquals(List.of(history.getFirst()), store.rollouts(SHOP, 1));
    assertEquals(Optional.of(Examples.release("1.0.0")), store.release(SHOP, Examples.release("1.0.0").id()));
    assertEquals(Optional.empty(), store.release(STAGING, Examples.release("1.0.0").id()));
  }

  private static TargetState withoutRollout(TargetState s) {
    return new TargetState(s.id(), s.settings(), s.stable(), s.warm(), Optional.empty(), s.queued(), s.rollouts(), s.sentBack());
  }
}
