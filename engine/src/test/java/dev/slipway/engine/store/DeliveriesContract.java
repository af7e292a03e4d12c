package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.store.Deliveries.DeadLetter;
import dev.slipway.engine.store.Deliveries.Lane;
import dev.slipway.engine.store.Deliveries.Mark;
import dev.slipway.engine.store.Deliveries.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of what was told to whom, in every store that lasts. */
abstract class DeliveriesContract {
  static final Lane TEAM = new Lane(Examples.SHOP, "team");
  static final Lane PAGER = new Lane(Examples.SHOP, "pager");
  static final Duration LENGTH = Duration.ofSeconds(60);
  private static final Mark FIRST = new Mark(3, 2, 9);

  StateStore store;

  /** An empty store. */
  abstract StateStore empty() throws Exception;

  @BeforeEach
  final void makeOne() throws Exception {
    store = empty();
  }

  private Deliveries deliveries() {
    return store.deliveries();
  }

  @Test
  void a_lane_is_begun_once_and_never_goes_back() {
    assertEquals(Optional.empty(), deliveries().progress(TEAM));
    assertEquals(FIRST, deliveries().begin(TEAM, FIRST).told());
    assertEquals(FIRST, deliveries().begin(TEAM, new Mark(0, 0, 0)).told());
    deliveries().told(TEAM, new Mark(3, 5, 1));
    deliveries().told(TEAM, new Mark(3, 5, 0));
    deliveries().told(TEAM, new Mark(3, 4, 7));
    assertEquals(new Mark(3, 5, 1), deliveries().progress(TEAM).orElseThrow().told());
    assertEquals(Optional.empty(), deliveries().progress(PAGER));
  }

  @Test
  void attempts_are_counted_with_what_came_of_the_last_until_one_succeeds() {
    var unused = deliveries().begin(TEAM, FIRST);
    deliveries().failed(TEAM, "503");
    deliveries().failed(TEAM, "no answer");
    assertEquals(List.of(new Progress(TEAM, FIRST, 2, Optional.of("no answer"))), deliveries().troubled(10));
    deliveries().told(TEAM, new Mark(3, 5, 0));
    assertEquals(List.of(), deliveries().troubled(10));
  }

  @Test
  void what_is_given_up_is_kept_and_the_lane_goes_on_after_it() {
    var unused = deliveries().begin(TEAM, FIRST);
    DeadLetter letter = new DeadLetter(TEAM, new Mark(3, 5, 0), Examples.AT, 4, "410");
    deliveries().dead(letter);
    deliveries().dead(letter);
    assertEquals(List.of(letter), deliveries().deadLetters(10));
    assertEquals(letter.mark(), deliveries().progress(TEAM).orElseThrow().told());
    assertEquals(1, deliveries().deadCount());
    assertTrue(!deliveries().remove(PAGER, 5, 0) && deliveries().remove(TEAM, 5, 0) && !deliveries().remove(TEAM, 5, 0));
    assertEquals(0, deliveries().deadCount());
  }

  @Test
  void lanes_of_receivers_that_are_no_more_are_forgotten_and_those_of_other_targets_are_not() {
    Lane staging = new Lane(new TargetId("shop", "staging"), "team");
    for (Lane lane : List.of(TEAM, PAGER, staging)) {
      var unused = deliveries().begin(lane, FIRST);
    }
    deliveries().keepOnly(Examples.SHOP, List.of("pager"));
    assertEquals(List.of(PAGER, staging),
        List.of(TEAM, PAGER, staging).stream().filter(l -> deliveries().progress(l).isPresent()).toList());
  }

  @Test
  void the_last_rollout_began_where_the_journal_says_so() {
    assertEquals(0, deliveries().lastBegun(Examples.SHOP));
    Examples.fill(store, Examples.SHOP, store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow(), 3);
    assertEquals(1, deliveries().lastBegun(Examples.SHOP));
  }

  @Test
  void who_sends_goes_on_sending() {
    var unused = deliveries().begin(TEAM, FIRST);
    assertEquals(FIRST, deliveries().claim(TEAM, "server-1", LENGTH).orElseThrow().told());
    assertEquals(FIRST, deliveries().claim(TEAM, "server-1", LENGTH).orElseThrow().told());
  }
}
