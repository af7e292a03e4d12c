package dev.slipway.server.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.spi.Notifier;
import dev.slipway.engine.store.Deliveries.Lane;
import dev.slipway.engine.store.Deliveries.Mark;
import dev.slipway.engine.store.Examples;
import dev.slipway.engine.store.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way from the journal to receivers, over real stores. */
@Timeout(120)
class OutboxTest extends OutboxRig {
  @Test
  void what_was_committed_while_nobody_sent_is_told_at_the_next_start_in_order_and_once() throws Exception {
    try (StateStore store = file()) {
      commit(store, 60, "team");
      try (Outbox outbox = outbox(store, "one", Examples.AT, n -> taken())) {
        await(() -> told.size() == 61);
      }
      try (Outbox outbox = outbox(store, "two", Examples.AT, n -> taken())) {
        commitMore(store);
        await(() -> told.size() == 62);
      }
      assertEquals(62, told.stream().map(t -> t.split(" ")[2]).distinct().count());
      assertTrue(told.getFirst().startsWith("one started") && told.getLast().startsWith("two waiting"), told.toString());
    }
  }

  @Test
  void a_receiver_that_went_while_nobody_listened_is_forgotten_at_the_next_start() throws Exception {
    Lane gone = new Lane(Examples.SHOP, "gone");
    try (StateStore store = file()) {
      commit(store, 1, "team");
      store.deliveries().begin(gone, new Mark(0, 0, 0));
      try (Outbox outbox = outbox(store, "one", Examples.AT, n -> taken())) {
        await(() -> told.size() == 2 && store.deliveries().progress(gone).isEmpty());
      }
    }
  }

  @Test
  void a_receiver_that_was_forgotten_just_as_it_came_back_is_begun_anew() throws Exception {
    try (StateStore store = file(); Outbox outbox = outbox(store, "one", Examples.AT, n -> taken())) {
      commit(store, 1, "team");
      await(() -> told.size() == 2 && store.deliveries().progress(TEAM).filter(p -> p.told().sequence() == 2).isPresent());
      store.deliveries().keepOnly(Examples.SHOP, List.of());
      commitMore(store);
      await(() -> told.getLast().startsWith("one waiting") && told.stream().map(t -> t.split(" ")[2]).distinct().count() == 3);
    }
  }

  @Test
  void what_is_a_day_old_and_cannot_be_told_is_given_up_and_nothing_else_is() throws Exception {
    try (StateStore store = file()) {
      commit(store, 1, "team");
      try (Outbox outbox = outbox(store, "one", Examples.AT.plus(Duration.ofHours(25)),
          n -> n.kind().word().equals("started") ? new Notifier.Answer.Later("away", Optional.empty()) : taken())) {
        await(() -> told.size() == 4);
      }
      assertEquals(3, told.stream().filter(t -> t.startsWith("one started")).count());
      assertEquals(List.of("3 away"), store.deliveries().deadLetters(9).stream().map(d -> d.attempts() + " " + d.trouble()).toList());
    }
  }

  @Test
  void attempts_before_a_restart_count() throws Exception {
    try (StateStore store = file()) {
      commit(store, 1, "team");
      store.deliveries().begin(TEAM, new Mark(0, 0, 0));
      store.deliveries().failed(TEAM, "away");
      store.deliveries().failed(TEAM, "away");
      try (Outbox outbox = outbox(store, "two", Examples.AT.plus(Duration.ofHours(25)),
          n -> n.kind().word().equals("started") ? new Notifier.Answer.Later("away", Optional.empty()) : taken())) {
        await(() -> told.size() == 2);
      }
      assertEquals(List.of("3 away"), store.deliveries().deadLetters(9).stream().map(d -> d.attempts() + " " + d.trouble()).toList());
    }
  }

  @Test
  void a_receiver_that_stands_still_holds_up_no_other_and_no_commit() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (StateStore store = file(); Outbox outbox = Outbox.over(store, (r, n) -> {
      if (r.name().equals("slow")) {
        uninterrupted(over);
      }
      told.add(r.name());
      return taken();
    }, feed, "one", () -> Examples.AT, SHORT)) {
      commit(store, 20, "slow", "team");
      await(() -> told.size() == 21);
      assertTrue(told.stream().allMatch("team"::equals));
      over.countDown();
      await(() -> told.size() == 42);
    }
  }

  @Test
  void waits_grow_to_a_bound_and_are_never_all_the_same() {
    RandomGenerator dice = RandomGenerator.of("L64X128MixRandom");
    for (int attempts = 1; attempts < 100; attempts++) {
      Duration wait = Patience.USUAL.until(attempts, Optional.empty(), dice);
      assertTrue(wait.compareTo(Duration.ofMillis(500)) >= 0 && wait.compareTo(Duration.ofMinutes(5)) <= 0, wait.toString());
      if (attempts > 9) {
        assertTrue(wait.compareTo(Duration.ofSeconds(150)) >= 0, wait.toString());
      }
    }
    assertEquals(Duration.ofMinutes(7), Patience.USUAL.until(1, Optional.of(Duration.ofMinutes(7)), dice));
  }
}
