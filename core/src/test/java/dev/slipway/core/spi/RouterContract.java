package dev.slipway.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Router} holds to; each adapter and the simulator's fake pass it. */
public abstract class RouterContract extends RoutedTarget {
  @Test
  void an_unknown_target_has_no_table_and_no_counts() {
    RouterSeen seen = router().read(TARGET);
    assertEquals(0, seen.generation());
    assertEquals(RoutingTable.EMPTY, seen.table());
    assertEquals(Optional.empty(), seen.settings());
    assertTrue(router().counts(TARGET).releases().isEmpty());
  }

  @Test
  void what_was_applied_is_read_back() {
    Router router = router();
    router.apply(target(), split(25), new Fence(3, 7, false));
    RouterSeen seen = router.read(TARGET);
    assertEquals(split(25), seen.table());
    assertEquals(Optional.of(target().settings()), seen.settings());
    assertEquals(3, seen.epoch());
    assertEquals(7, seen.generation());
    assertEquals(Optional.empty(), seen.override());
    assertTrue(seen.preview().isPresent());
  }

  @Test
  void a_table_may_name_a_stable_release_that_has_no_instance() {
    RoutingTable table =
        new RoutingTable(
            Optional.of(STABLE),
            Optional.empty(),
            List.of(new ReleaseRoute(CANDIDATE, 100, List.of(new Backend(new InstanceId(CANDIDATE, 0), instance(), false)))));
    Router router = router();
    router.apply(target(), table, new Fence(1, 1, false));
    assertEquals(table, router.read(TARGET).table());
    router.apply(target(), RoutingTable.EMPTY, new Fence(1, 2, false));
    assertEquals(RoutingTable.EMPTY, router.read(TARGET).table());
  }

  @Test
  void an_older_epoch_is_refused_and_changes_nothing() {
    Router router = router();
    router.apply(target(), split(25), new Fence(3, 7, false));
    assertThrows(OutsideException.class, () -> router.apply(target(), split(50), new Fence(2, 8, false)));
    assertEquals(split(25), router.read(TARGET).table());
    router.apply(target(), split(50), new Fence(4, 8, false));
    assertEquals(4, router.read(TARGET).epoch());
  }

  @Test
  void an_emergency_of_a_server_is_kept_until_it_is_answered_and_refused_from_one_that_lost_the_target() {
    Router router = router();
    router.apply(target(), split(25), new Fence(3, 7, false));
    RouterSeen.Override why = new RouterSeen.Override("slipway", "errors, while the database was away");
    assertThrows(OutsideException.class, () -> router.emergency(TARGET, why, 2));
    assertEquals(Optional.empty(), router.read(TARGET).override());
    router.emergency(TARGET, why, 3);
    assertEquals(Optional.of(why), router.read(TARGET).override());
    assertThrows(OutsideException.class, () -> router.apply(target(), split(50), new Fence(4, 8, false)));
    router.apply(target(), split(0), new Fence(4, 9, true));
    assertEquals(Optional.empty(), router.read(TARGET).override());
  }

  @Test
  void a_generation_that_is_not_newer_is_refused_and_changes_nothing() {
    Router router = router();
    router.apply(target(), split(25), new Fence(3, 7, false));
    assertThrows(OutsideException.class, () -> router.apply(target(), split(50), new Fence(3, 7, false)));
    assertThrows(OutsideException.class, () -> router.apply(target(), split(50), new Fence(3, 6, false)));
    assertEquals(split(25), router.read(TARGET).table());
  }

  @Test
  void the_same_table_again_is_the_same_as_once() {
    Router router = router();
    router.apply(target(), split(25), new Fence(3, 7, false));
    router.apply(target(), split(25), new Fence(3, 7, false));
    assertEquals(7, router.read(TARGET).generation());
  }

  @Test
  void an_idle_instance_that_drains_is_drained_and_one_that_serves_is_not() {
    Router router = router();
    router.apply(target(), split(25), new Fence(1, 1, false));
    InstanceId leaving = new InstanceId(CANDIDATE, 0);
    assertFalse(router.read(TARGET).drained().contains(leaving));
    RoutingTable after =
        new RoutingTable(
            Optional.of(STABLE),
            Optional.empty(),
            List.of(
                new ReleaseRoute(STABLE, 100, List.of(new Backend(new InstanceId(STABLE, 0), instance(), false))),
                new ReleaseRoute(CANDIDATE, 0, List.of(new Backend(leaving, instance(), true)))));
    router.apply(target(), after, new Fence(1, 2, false));
    assertTrue(router.read(TARGET).drained().contains(leaving));
    assertFalse(router.read(TARGET).busy().contains(leaving));
    assertFalse(router.read(TARGET).drained().contains(new InstanceId(STABLE, 0)));
  }

  @Test
  void counts_begin_at_zero_under_one_boot() {
    Router router = router();
    router.apply(target(), split(25), new Fence(1, 1, false));
    TrafficCounts counts = router.counts(TARGET);
    assertEquals(counts.boot(), router.counts(TARGET).boot());
    for (ReleaseCounts each : counts.releases().values()) {
      assertEquals(0, each.requests());
      assertEquals(0, each.latency().total());
    }
  }
}
