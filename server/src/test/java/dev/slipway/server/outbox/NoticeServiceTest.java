package dev.slipway.server.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.spi.Notifier;
import dev.slipway.engine.store.Deliveries.DeadLetter;
import dev.slipway.engine.store.Deliveries.Lane;
import dev.slipway.engine.store.Deliveries.Mark;
import dev.slipway.engine.store.Examples;
import dev.slipway.engine.store.StateStore;
import dev.slipway.server.deploy.Configs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a person may do about dead letters, over a real store. */
class NoticeServiceTest extends OutboxRig {
  private final AtomicReference<Instant> now = new AtomicReference<>(Examples.AT);

  /** Its receivers take everything, and four seconds for each. */
  private NoticeService service(StateStore store) {
    Notifier slow = (receiver, notice) -> {
      now.updateAndGet(t -> t.plusSeconds(4));
      return taken();
    };
    return new NoticeService(store, slow, (text, name) -> new Configs.Reading(Optional.empty(), List.of()), now::get);
  }

  private void dead(StateStore store, String receiver, long sequence) {
    store.deliveries().dead(new DeadLetter(new Lane(Examples.SHOP, receiver), new Mark(1, sequence, 0), Examples.AT, 3, "away"));
  }

  private static List<String> said(NoticeView.Results results) {
    return results.results().stream().map(t -> (t.told() ? "told " : "") + t.id() + " " + t.said()).toList();
  }

  @Test
  void all_are_retried_in_a_bounded_time_and_one_that_was_named_always() throws Exception {
    try (StateStore store = file()) {
      commit(store, 4, "team");
      for (int i = 0; i < 4; i++) {
        dead(store, "team", 2 + 2 * i);
      }
      NoticeService service = service(store);
      assertEquals(List.of("told team:2.0 ok", "told team:4.0 ok", "told team:6.0 ok",
          "team:8.0 not tried yet, the others took too long: ask again"), said(service.retry(Optional.empty())));
      assertEquals(List.of("told team:8.0 ok"), said(service.retry(Optional.of("team:8.0"))));
      assertEquals(0, service.dead());
      assertEquals(Examples.AT.plus(Duration.ofSeconds(16)), now.get());
    }
  }

  @Test
  void what_can_be_told_to_nobody_any_more_is_said_with_the_way_out() throws Exception {
    try (StateStore store = file()) {
      commit(store, 1, "team");
      dead(store, "gone", 2);
      dead(store, "team", 999);
      assertEquals(List.of(
          "gone:2.0 " + Examples.SHOP + " has no receiver gone any more; let it go with: slipway notifications drop gone:2.0",
          "team:999.0 the journal does not hold it any more; let it go with: slipway notifications drop team:999.0"),
          said(service(store).retry(Optional.empty())));
    }
  }
}
