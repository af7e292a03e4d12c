package dev.slipway.adapters.haproxy;

import static dev.slipway.adapters.haproxy.OwnRig.CANDIDATE;
import static dev.slipway.adapters.haproxy.OwnRig.STABLE;
import static dev.slipway.adapters.haproxy.OwnRig.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.RouterContract;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, and what is this router's own, against the real HAProxy that it starts itself. */
class HaproxyRouterTest extends RouterContract {
  @TempDir Path folder;
  private OwnRig rig;
  private Router router;

  @BeforeEach
  void start() throws IOException {
    rig = new OwnRig(folder);
    router = rig.router;
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  @Override
  protected Router router() {
    return router;
  }

  @Override
  protected Endpoint listen() {
    return rig.listen;
  }

  @Override
  protected Endpoint instance() {
    return rig.stable.endpoint();
  }

  @Test
  void over_any_hundred_requests_each_release_gets_its_weight_whatever_the_number_of_its_instances() throws Exception {
    List<Backend> many = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      many.add(new Backend(new InstanceId(STABLE, i), rig.stable.endpoint(), false));
    }
    for (int weight : new int[] {1, 25, 99}) {
      RoutingTable table = new RoutingTable(
          Optional.of(STABLE), Optional.empty(),
          List.of(
              new ReleaseRoute(STABLE, 100 - weight, many),
              new ReleaseRoute(CANDIDATE, weight, List.of(new Backend(new InstanceId(CANDIDATE, 0), rig.candidate.endpoint(), false)))));
      router.apply(rig.target(), table, new Fence(1, weight, false));
      assertEquals(Map.of("candidate", weight, "stable", 100 - weight), rig.answers(100));
    }
  }

  @Test
  void a_new_split_takes_no_reload_and_the_preview_keeps_its_port() throws Exception {
    router.apply(rig.target(), rig.table(0), new Fence(1, 1, false));
    long pid = rig.pid();
    Endpoint preview = router.read(TARGET).preview().orElseThrow();
    assertEquals("candidate", OwnRig.get(preview, "/").body());
    assertEquals("stable", rig.get("/").body());
    router.apply(rig.target(), rig.table(100), new Fence(1, 2, false));
    assertEquals("candidate", rig.get("/").body());
    assertEquals(pid, rig.pid());
    assertEquals(Optional.of(preview), router.read(TARGET).preview());
  }

  @Test
  void requests_are_counted_by_release_with_errors_and_times_and_those_of_the_preview_are_not() throws Exception {
    router.apply(rig.target(), rig.table(0), new Fence(1, 1, false));
    OwnRig.get(router.read(TARGET).preview().orElseThrow(), "/500");
    for (int i = 0; i < 5; i++) {
      rig.get("/");
    }
    rig.get("/500");
    ReleaseCounts counts = router.counts(TARGET).releases().get(STABLE);
    assertEquals(6, counts.requests());
    assertEquals(1, counts.errors());
    assertEquals(6, counts.latency().total());
    assertFalse(router.counts(TARGET).releases().containsKey(CANDIDATE));
  }

  @Test
  void an_haproxy_that_was_killed_is_started_again_with_its_table_and_nobody_else_is_blamed() throws Exception {
    router.apply(rig.target(), rig.table(25), new Fence(1, 1, false));
    String boot = router.counts(TARGET).boot();
    rig.kill();
    RouterSeen seen = router.read(TARGET);
    assertEquals(rig.table(25), seen.table());
    assertEquals(1, seen.generation());
    assertEquals(Optional.empty(), seen.foreign());
    assertEquals(Map.of("candidate", 25, "stable", 75), rig.answers(100));
    assertNotEquals(boot, router.counts(TARGET).boot());
  }

  @Test
  void what_a_leaving_instance_still_answers_keeps_it_busy_and_is_not_cut() throws Exception {
    router.apply(rig.target(), rig.table(100), new Fence(1, 1, false));
    CompletableFuture<HttpResponse<String>> held = CompletableFuture.supplyAsync(() -> held());
    rig.candidate.holds.await();
    router.apply(rig.target(), rig.table(0, true), new Fence(1, 2, false));
    InstanceId leaving = new InstanceId(CANDIDATE, 0);
    assertTrue(router.read(TARGET).busy().contains(leaving));
    assertEquals("stable", rig.get("/").body());
    rig.candidate.release.countDown();
    assertEquals("candidate", held.join().body());
    OwnRig.until(() -> router.read(TARGET).drained().contains(leaving));
  }

  @Test
  void an_emergency_is_seen_and_ends_only_with_a_table_that_clears_it() throws Exception {
    router.apply(rig.target(), rig.table(100), new Fence(1, 1, false));
    HaproxyRouter.of(folder, TARGET, System::nanoTime).orElseThrow().emergency(TARGET, "anna", "checkout is down");
    assertEquals(Map.of("stable", 20), rig.answers(20));
    assertEquals(Optional.of(new RouterSeen.Override("anna", "checkout is down")), router.read(TARGET).override());
    assertEquals(Optional.empty(), router.read(TARGET).foreign());
    OutsideException refused =
        assertThrows(OutsideException.class, () -> router.apply(rig.target(), rig.table(100), new Fence(1, 2, false)));
    assertEquals("SLW-4023", refused.code());
    router.apply(rig.target(), rig.table(0), new Fence(1, 2, true));
    assertEquals(Optional.empty(), router.read(TARGET).override());
    assertEquals("stable", rig.get("/").body());
  }

  @Test
  void a_target_that_was_removed_is_closed_and_an_older_epoch_does_not_bring_it_back() throws Exception {
    router.apply(rig.target(), rig.table(0), new Fence(4, 1, false));
    router.remove(TARGET, 5);
    assertEquals(0, router.read(TARGET).generation());
    OwnRig.until(() -> !answers());
    assertThrows(OutsideException.class, () -> router.apply(rig.target(), rig.table(0), new Fence(4, 2, false)));
    router.apply(rig.target(), rig.table(0), new Fence(5, 1, false));
    assertEquals("stable", rig.get("/").body());
  }

  private boolean answers() {
    try {
      rig.get("/");
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private HttpResponse<String> held() {
    try {
      return rig.get("/held");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
