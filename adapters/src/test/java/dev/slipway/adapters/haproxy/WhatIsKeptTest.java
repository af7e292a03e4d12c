package dev.slipway.adapters.haproxy;

import static dev.slipway.adapters.haproxy.OwnRig.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept with an HAProxy of Slipway's: its map when damaged, its backends when all are taken, its process when it changes. */
class WhatIsKeptTest {
  @TempDir Path folder;
  private OwnRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new OwnRig(folder);
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private Path map() {
    return rig.own().resolve("shop.production.map");
  }

  @Test
  void a_damaged_map_is_set_aside_when_haproxy_died_and_the_next_table_fills_it_again() throws Exception {
    rig.router.apply(rig.target(), rig.table(25), new Fence(3, 7, false));
    Files.writeString(map(), "fence 3|7\nsplit 50|nonsense\ntable.0 !!!\n");
    rig.kill();
    assertEquals(0, rig.router.read(TARGET).generation());
    assertEquals(Optional.empty(), rig.router.read(TARGET).foreign());
    assertTrue(Files.readString(rig.own().resolve("shop.production.map.damaged")).contains("nonsense"));
    rig.router.apply(rig.target(), rig.table(25), new Fence(3, 8, false));
    assertEquals(Map.of("candidate", 25, "stable", 75), rig.answers(100));
    rig.kill();
    assertEquals(rig.table(25), rig.router.read(TARGET).table());
  }

  @Test
  void a_map_that_is_damaged_while_haproxy_runs_changes_nothing_and_the_next_table_writes_it_anew() throws Exception {
    rig.router.apply(rig.target(), rig.table(25), new Fence(3, 7, false));
    Files.writeString(map(), "nonsense");
    assertEquals(rig.table(25), rig.router.read(TARGET).table());
    rig.router.apply(rig.target(), rig.table(40), new Fence(3, 8, false));
    rig.kill();
    assertEquals(rig.table(40), rig.router.read(TARGET).table());
  }

  @Test
  void a_map_that_is_damaged_after_the_target_was_taken_down_is_told_for_its_epoch_is_not_known() throws Exception {
    rig.router.apply(rig.target(), rig.table(25), new Fence(3, 7, false));
    rig.router.remove(TARGET, 3);
    Files.writeString(map(), "fence nonsense\n");
    assertEquals("SLW-4169", assertThrows(OutsideException.class, () -> rig.router.read(TARGET)).code());
  }

  @Test
  void a_reload_by_somebody_else_begins_with_the_table_in_force_and_is_waited_for_as_if_it_were_ours() throws Exception {
    rig.router.apply(rig.target(), rig.table(25), new Fence(3, 7, false));
    CompletableFuture<String> held = held();
    OwnRig.until(() -> rig.stable.holding.get() + rig.candidate.holding.get() == 1);
    long before = rig.pid();
    Process next = new ProcessBuilder("setsid", "haproxy", "-db", "-f", rig.own().resolve("haproxy.cfg").toString(), "-f",
        rig.own().resolve("shop.production.cfg").toString(), "-x", rig.own().resolve("api.sock").toString(), "-sf", Long.toString(before))
        .redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(folder.resolve("reload.log").toFile()).start();
    OwnRig.until(() -> rig.pid() == next.pid());
    assertEquals(rig.table(25), rig.router.read(TARGET).table());
    assertEquals(Optional.empty(), rig.router.read(TARGET).foreign());
    assertEquals(Map.of("candidate", 25, "stable", 75), rig.answers(100));
    rig.router.apply(rig.target(), rig.table(0, true), new Fence(3, 8, false));
    assertFalse(rig.router.read(TARGET).busy().isEmpty(), "nothing is busy while the process of before has a request");
    rig.stable.release.countDown();
    rig.candidate.release.countDown();
    assertNotEquals("", held.get());
    OwnRig.until(() -> rig.router.read(TARGET).busy().isEmpty());
  }

  @Test
  void a_ninth_release_waits_while_eight_still_have_requests_and_comes_in_when_one_is_free() throws Exception {
    Target target = new Target(TARGET, new TargetSettings(rig.listen, Optional.empty(), Optional.empty(), Duration.ofMinutes(2)));
    List<CompletableFuture<String>> held = new ArrayList<>();
    for (int i = 0; i < Names.SLOTS.size(); i++) {
      rig.router.apply(target, only(i), new Fence(1, i + 1, false));
      held.add(held());
      int so = i + 1;
      OwnRig.until(() -> rig.stable.holding.get() == so);
    }
    OutsideException refused =
        assertThrows(OutsideException.class, () -> rig.router.apply(target, only(8), new Fence(1, 9, false)));
    assertEquals("SLW-4150", refused.code());
    assertEquals("stable", rig.get("/").body());
    assertEquals(only(7), rig.router.read(TARGET).table());
    rig.stable.release.countDown();
    for (CompletableFuture<String> each : held) {
      assertEquals("stable", each.get());
    }
    OwnRig.until(() -> rig.router.read(TARGET).busy().isEmpty());
    rig.router.apply(target, only(8), new Fence(1, 9, false));
    assertEquals(only(8), rig.router.read(TARGET).table());
    assertEquals("stable", rig.get("/").body());
  }

  private CompletableFuture<String> held() {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return rig.get("/held").body();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }, task -> Thread.ofVirtual().start(task));
  }

  private RoutingTable only(int number) {
    ReleaseId release = new ReleaseId("1." + number + ".0-aaaaaaaa");
    return new RoutingTable(Optional.of(release), Optional.empty(),
        List.of(new ReleaseRoute(release, 100, List.of(new Backend(new InstanceId(release, 0), rig.stable.endpoint(), false)))));
  }
}
