package dev.slipway.adapters.haproxy;

import static dev.slipway.adapters.haproxy.OwnRig.CANDIDATE;
import static dev.slipway.adapters.haproxy.OwnRig.STABLE;
import static dev.slipway.adapters.haproxy.OwnRig.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.adapters.haproxy.TeamRig.TeamHaproxy;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.spi.NetworkNamespace;
import dev.slipway.core.spi.NetworkNamespace.Cable;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two HAProxies, one of them in another network, reached by its Runtime API over TCP, until the cable is cut. */
@Timeout(120)
class NetworkCutTest {
  @TempDir Path folder;

  @Test
  void while_the_network_to_one_is_cut_no_candidate_gets_more_and_what_it_missed_is_made_up_when_it_is_back() throws Exception {
    try (NetworkNamespace network = NetworkNamespace.make();
        Instance stable = new Instance("stable");
        Instance candidate = new Instance("candidate")) {
      Cable cable = network.lay();
      TeamHaproxy near = new TeamHaproxy(folder.resolve("near"));
      TeamHaproxy far = new TeamHaproxy(folder.resolve("far"), cable.there() + ":" + OwnRig.freePort(), network::inside);
      try (TeamRig team = new TeamRig(folder, List.of(near, far))) {
        team.router.apply(team.target(), table(25, stable, candidate), new Fence(1, 1, false));
        assertEquals(1, team.router.read(TARGET).generation());
        cable.cut();
        RouterSeen seen = team.router.read(TARGET);
        assertNotEquals(1, seen.epoch(), "taken for settled: " + seen);
        assertEquals("SLW-4165", refused(team, table(50, stable, candidate), 2));
        assertEquals("SLW-4163", refused(team, table(0, stable, candidate), 3));
        cable.mend();
        team.router.apply(team.target(), table(0, stable, candidate), new Fence(1, 4, false));
        seen = team.router.read(TARGET);
        assertEquals(List.of(1L, 4L), List.of(seen.epoch(), seen.generation()));
        assertEquals(table(0, stable, candidate), seen.table());
      }
    }
  }

  private static String refused(TeamRig team, RoutingTable table, long generation) {
    return assertThrows(OutsideException.class, () -> team.router.apply(team.target(), table, new Fence(1, generation, false))).code();
  }

  private static RoutingTable table(int weight, Instance stable, Instance candidate) {
    return new RoutingTable(Optional.of(STABLE), Optional.of(CANDIDATE), List.of(
        new ReleaseRoute(STABLE, 100 - weight, List.of(new Backend(new InstanceId(STABLE, 0), stable.endpoint(), false))),
        new ReleaseRoute(CANDIDATE, weight, List.of(new Backend(new InstanceId(CANDIDATE, 0), candidate.endpoint(), false)))));
  }
}
