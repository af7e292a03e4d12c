package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest extends StoreContract<InMemoryStore> {
  @Override
  protected InMemoryStore empty(InstantSource steadyClock) {
    return new InMemoryStore(steadyClock, InMemoryStore.Records.CHAINED, 1_000, new InMemoryStore.Hook() {});
  }

  @Test
  void it_keeps_no_more_records_than_it_was_told() {
    InMemoryStore store = new InMemoryStore(() -> Instant.EPOCH, InMemoryStore.Records.BARE, 3, new InMemoryStore.Hook() {});
    Examples.fill(store, Examples.SHOP, store.lease(Examples.SHOP, "me", Duration.ofSeconds(1)).orElseThrow(), 9);
    assertEquals(List.of(8L, 9L, 10L), store.journal(Optional.empty(), 0, 100).stream().map(r -> r.sequence()).toList());
    assertEquals(10, store.load(Examples.SHOP).version());
  }

  @Test
  void what_one_holds_that_seems_to_be_over_goes_to_the_next_under_a_new_epoch_and_to_itself_under_the_old_one() {
    InMemoryStore store = new InMemoryStore(() -> Instant.EPOCH, InMemoryStore.Records.BARE, 3, new InMemoryStore.Hook() {});
    Duration length = Duration.ofSeconds(10);
    assertEquals(Optional.of(1L), store.lease(Examples.SHOP, "server-1", length));
    store.over("server-2");
    assertEquals(Optional.empty(), store.lease(Examples.SHOP, "server-2", length));
    store.over("server-1");
    assertEquals(Optional.of(1L), store.lease(Examples.SHOP, "server-1", length));
    store.over("server-1");
    assertEquals(Optional.of(2L), store.lease(Examples.SHOP, "server-2", length));
    assertEquals(Optional.empty(), store.lease(Examples.SHOP, "server-1", length));
  }

  @Test
  void a_hook_that_throws_leaves_everything_as_it_was() {
    boolean[] away = {false};
    InMemoryStore.Hook hook =
        new InMemoryStore.Hook() {
          @Override
          public void before(InMemoryStore.Call call, TargetId target) {
            if (away[0] && call == InMemoryStore.Call.COMMIT) {
              throw new StoreException(StoreException.Code.FAILED, "the disk is away");
            }
          }
        };
    InMemoryStore store = new InMemoryStore(() -> Instant.EPOCH, InMemoryStore.Records.BARE, 3, hook);
    long epoch = store.lease(Examples.SHOP, "me", Duration.ofSeconds(1)).orElseThrow();
    away[0] = true;
    assertThrows(StoreException.class, () -> Examples.commit(store, Examples.SHOP, epoch, Examples.deploy("1.0.0")));
    away[0] = false;
    assertEquals(TargetState.empty(Examples.SHOP), store.load(Examples.SHOP).state());
  }
}
