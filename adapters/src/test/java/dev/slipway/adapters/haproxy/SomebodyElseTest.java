package dev.slipway.adapters.haproxy;

import static dev.slipway.adapters.haproxy.OwnRig.STABLE;
import static dev.slipway.adapters.haproxy.OwnRig.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.traffic.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody else does at the Runtime API is seen and said, and no read ever undoes it. */
class SomebodyElseTest {
  @TempDir Path folder;
  private OwnRig rig;
  private String server;

  @BeforeEach
  void start() throws IOException {
    rig = new OwnRig(folder);
    rig.router.apply(rig.target(), rig.table(25), new Fence(3, 7, false));
    server = "shop.production_a/" + Names.server(new Backend(new InstanceId(STABLE, 0), rig.stable.endpoint(), false));
    assertEquals(Optional.empty(), rig.router.read(TARGET).foreign());
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private void assertTold(String words) {
    for (int i = 0; i < 2; i++) {
      String told = rig.router.read(TARGET).foreign().orElse("nothing");
      assertTrue(told.contains(words), told);
    }
  }

  @Test
  void a_split_that_was_set_by_hand() throws Exception {
    String map = rig.own().resolve("shop.production.map").toString();
    rig.api().ask("set map " + map + " split 99|shop.production_b|1.4.0-bbbbbbbb|shop.production_a|1.3.2-aaaaaaaa|x");
    assertTold("the traffic split in the map is \"99|");
    assertEquals(Map.of("candidate", 99, "stable", 1), rig.answers(100));
  }

  @Test
  void a_server_that_was_set_to_drain_or_into_maintenance_or_given_another_weight() throws Exception {
    rig.api().ask("set server " + server + " state drain");
    assertTold("server " + server + " was set to drain");
    rig.api().ask("set server " + server + " state maint");
    assertTold("was put into maintenance");
    rig.api().ask("set server " + server + " state ready;set server " + server + " weight 7");
    assertTold("was given the weight 7");
    rig.api().ask("set server " + server + " weight 1");
    assertEquals(Optional.empty(), rig.router.read(TARGET).foreign());
  }

  @Test
  void a_server_that_was_deleted_and_one_that_was_added() throws Exception {
    rig.api().ask("set server " + server + " state maint;del server " + server);
    assertTold("server " + server + " was deleted");
    rig.api().ask("add server shop.production_a/mine 127.0.0.1:1;enable server shop.production_a/mine");
    assertTold("server shop.production_a/mine was added");
  }

  @Test
  void a_server_that_was_led_elsewhere() throws Exception {
    rig.api().ask("set server " + server + " addr 127.0.0.1 port 1");
    assertTold("was moved to 127.0.0.1:1");
  }

  @Test
  void a_map_that_somebody_wrote_something_else_into() throws Exception {
    String map = rig.own().resolve("shop.production.map").toString();
    rig.api().ask("set map " + map + " table.0 nonsense");
    assertTold("was written by somebody else");
  }

  @Test
  void the_next_table_of_ours_puts_everything_right_and_is_no_foreign_change() throws Exception {
    rig.api().ask("set server " + server + " state maint;del server " + server);
    OutsideException refused =
        assertThrows(OutsideException.class, () -> rig.router.apply(rig.target(), rig.table(30), new Fence(3, 8, false)));
    assertEquals("SLW-4171", refused.code());
    rig.router.apply(rig.target(), rig.table(30), new Fence(3, 8, false, true));
    assertEquals(Optional.empty(), rig.router.read(TARGET).foreign());
    assertEquals(Map.of("candidate", 30, "stable", 70), rig.answers(100));
  }

  @Test
  void of_two_that_write_at_once_the_one_that_read_before_the_other_wrote_is_refused() throws Exception {
    Names names = new Names(TARGET);
    Node node = new Node(rig.api(), names);
    Fleet late = Fleet.read(List.of(node), names);
    rig.router.apply(rig.target(), rig.table(50), new Fence(4, 8, false));
    OutsideException refused =
        assertThrows(OutsideException.class, () -> Ordering.apply(late, rig.target(), rig.table(99), new Fence(3, 8, false)));
    assertEquals("SLW-4151", refused.code());
    assertEquals(Map.of("candidate", 50, "stable", 50), rig.answers(100));
  }

  @Test
  void an_order_that_was_broken_off_in_the_middle_is_nobody_s_change_and_reads_as_not_done() throws Exception {
    Names names = new Names(TARGET);
    Node node = new Node(rig.api(), names);
    View view = View.of(node, names);
    Recorded next = new Recorded(
        3, 8, Optional.of(rig.settings()), rig.table(0, true), view.recorded().slots(), Optional.empty(), false);
    Move move = new Move(view, names, next);
    move.comeIn();
    assertEquals(Optional.empty(), rig.router.read(TARGET).foreign());
    move.shift();
    assertEquals(Optional.empty(), rig.router.read(TARGET).foreign());
    assertTrue(!rig.router.read(TARGET).table().equals(rig.table(0, true)), "taken for done");
    rig.router.apply(rig.target(), rig.table(0, true), new Fence(3, 9, false));
    assertEquals(rig.table(0, true), rig.router.read(TARGET).table());
  }
}
