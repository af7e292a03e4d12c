package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConvergenceTest {
  private static final ReleaseId ONE = new ReleaseId("1");
  private static final Endpoint HERE = new Endpoint("127.0.0.1", 1000);

  private static Wants wanting(int instances, int most) {
    Release release = Given.release("1", instances);
    return new Wants(
        instances == 0 ? Map.of() : Map.of(ONE, new Wants.Group(release, instances, true)), Map.of(ONE, 100), most, Optional.empty(), Optional.of(ONE));
  }

  private static PlatformSeen seen(Condition... conditions) {
    List<Instance> all = new ArrayList<>();
    for (Condition each : conditions) {
      all.add(new Instance(id(all.size()), each, Optional.of(HERE), 0, 0, 0, 0, ""));
    }
    return new PlatformSeen(all);
  }

  private static InstanceId id(int ordinal) {
    return new InstanceId(ONE, ordinal);
  }

  private static Optional<RouterSeen> routing(Set<InstanceId> busy, Backend... backends) {
    RoutingTable table = new RoutingTable(Optional.of(ONE), Optional.empty(), List.of(new ReleaseRoute(ONE, 0, List.of(backends))));
    return Optional.of(new RouterSeen(1, 1, Optional.empty(), table, Set.of(), busy, Optional.empty(), Optional.empty()));
  }

  @Test
  void missing_instances_are_started() {
    assertEquals(3, Convergence.of(wanting(3, 10), seen(), Optional.empty()).running().size());
  }

  @Test
  void no_more_are_started_than_may_run_together() {
    assertEquals(2, Convergence.of(wanting(3, 2), seen(), Optional.empty()).running().size());
  }

  @Test
  void a_release_of_before_that_still_drains_does_not_hold_up_the_start() {
    ReleaseId old = new ReleaseId("0");
    PlatformSeen draining = new PlatformSeen(List.of(new Instance(new InstanceId(old, 0), Condition.STOPPING, Optional.of(HERE), 0, 0, 0, 0, "")));
    assertEquals(2, Convergence.of(wanting(2, 2), draining, Optional.empty()).running().size());
  }

  @Test
  void one_that_is_stopping_still_takes_its_room_and_its_number() {
    Convergence convergence = Convergence.of(wanting(2, 2), seen(Condition.STOPPING), Optional.empty());
    assertEquals(Set.of(id(1)), convergence.running().keySet());
  }

  @Test
  void ready_instances_are_kept_before_others() {
    Convergence convergence = Convergence.of(wanting(1, 2), seen(Condition.STARTING, Condition.READY), routing(Set.of()));
    assertEquals(Set.of(id(1)), convergence.kept());
  }

  @Test
  void dead_instances_are_kept_to_be_started_again() {
    assertEquals(Set.of(id(0)), Convergence.of(wanting(1, 1), seen(Condition.DEAD), Optional.empty()).kept());
  }

  @Test
  void an_instance_in_the_table_is_not_let_go() {
    Convergence convergence = Convergence.of(wanting(0, 2), seen(Condition.READY), routing(Set.of(), new Backend(id(0), HERE, false)));
    assertEquals(Set.of(id(0)), convergence.leaving());
  }

  @Test
  void a_draining_instance_with_requests_is_not_let_go() {
    Convergence convergence = Convergence.of(wanting(0, 2), seen(Condition.READY), routing(Set.of(id(0)), new Backend(id(0), HERE, true)));
    assertEquals(Set.of(id(0)), convergence.leaving());
  }

  @Test
  void a_drained_instance_is_let_go() {
    Convergence convergence = Convergence.of(wanting(0, 2), seen(Condition.READY), routing(Set.of(), new Backend(id(0), HERE, true)));
    assertTrue(convergence.leaving().isEmpty() && convergence.running().isEmpty());
  }

  @Test
  void nothing_is_let_go_while_the_router_does_not_answer() {
    assertEquals(Set.of(id(0)), Convergence.of(wanting(0, 2), seen(Condition.READY), Optional.empty()).leaving());
  }

  @Test
  void every_instance_is_kept_leaving_or_let_go_and_never_two_of_them() {
    Condition[] all = Condition.values();
    for (int wanted = 0; wanted <= 4; wanted++) {
      for (int mix = 0; mix < 125; mix++) {
        PlatformSeen platform = seen(all[mix % 5], all[mix / 5 % 5], all[mix / 25]);
        Convergence c = Convergence.of(wanting(wanted, 4), platform, Optional.empty());
        String what = wanted + " of " + platform;
        assertTrue(c.kept().stream().noneMatch(c.leaving()::contains), what);
        assertTrue(c.running().keySet().containsAll(c.kept()), what);
        assertTrue(c.kept().size() <= wanted, what);
        long stopping = platform.instances().stream().filter(i -> i.condition() == Condition.STOPPING).count();
        assertEquals(3 - stopping, c.kept().size() + c.leaving().size(), what);
        assertTrue(c.running().size() + c.leaving().size() + stopping <= Math.max(4, 3), what);
      }
    }
  }
}
