package dev.slipway.server.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.LogPart;
import dev.slipway.core.spi.Platform;
import dev.slipway.engine.store.SqliteStore;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.journal.Past;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where is swept when a rollout has ended. */
class SweepPlaceTest {
  private static final TargetId SHOP = new TargetId("shop", "production");
  private static final TargetId CART = new TargetId("cart", "production");
  private static final TargetId GATE = new TargetId("gate", "production");
  @TempDir Path folder;
  /** By the name of a shelf, the targets that each sweep of it was told of. */
  private final Map<String, Set<TargetId>> swept = new HashMap<>();

  /** Two of one name are one and the same. */
  private record Named(String name, Map<String, Set<TargetId>> swept) implements Shelf {
    @Override
    public boolean keeps(Release release) {
      return true;
    }

    @Override
    public Digest digest(Shipment artifact) {
      throw new IllegalStateException("nothing is shipped here: " + artifact);
    }

    @Override
    public void sweep(Map<TargetId, Set<Release>> keep) {
      swept.put(name, new TreeSet<>(keep.keySet()));
    }
  }

  /** Whoever sweeps looks at no instance. */
  private static final class Untouched implements Platform {
    @Override
    public PlatformSeen observe(TargetId target) {
      throw new IllegalStateException(target.toString());
    }

    @Override
    public void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch) {
      throw new IllegalStateException(target.toString());
    }

    @Override
    public Digest stage(Shipment artifact) {
      throw new IllegalStateException(artifact.toString());
    }

    @Override
    public LogPart logs(TargetId target, InstanceId instance, Optional<String> after, int lines) {
      throw new IllegalStateException(target.toString());
    }
  }

  private static void commit(SqliteStore store, TargetId target) {
    long epoch = store.lease(target, "me", Duration.ofSeconds(10)).orElseThrow();
    Input input = new Input.Commanded(new Command.Resume("ada"), Instant.EPOCH);
    var committed = store.commit(TargetState.empty(target), store.load(target).version(), epoch,
        new JournalRecord.Draft(Instant.EPOCH, "ada", List.of(new Event.Resumed("ada")), input));
  }

  private void sweep(TargetId ended, Function<TargetId, String> shelf) {
    try (SqliteStore store = SqliteStore.open(folder.resolve("slipway.db"), () -> Instant.EPOCH)) {
      List.of(SHOP, CART, GATE).forEach(target -> commit(store, target));
      Places places = (state, router) -> new Places.Place(new Untouched(), new Named(shelf.apply(state.id()), swept), Optional.empty());
      new Sweep(store, new Past(store, store, new JournalFeed()), places, Optional.empty()).now(ended);
    }
  }

  @Test
  void where_each_target_has_a_shelf_of_its_own_the_others_are_left_alone() {
    sweep(SHOP, TargetId::service);
    assertEquals(Map.of("shop", Set.of(SHOP)), swept);
  }

  @Test
  void of_a_shelf_that_targets_share_what_each_of_them_needs_is_kept() {
    sweep(SHOP, target -> target.equals(GATE) ? "elsewhere" : "here");
    assertEquals(Map.of("here", Set.of(CART, SHOP)), swept);
  }
}
