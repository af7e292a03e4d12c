package dev.slipway.adapters.haproxy;

import static dev.slipway.adapters.haproxy.OwnRig.CANDIDATE;
import static dev.slipway.adapters.haproxy.OwnRig.STABLE;
import static dev.slipway.adapters.haproxy.OwnRig.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.haproxy.TeamRig.TeamHaproxy;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.RouterContract;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract with two HAProxies that a team runs itself, and what follows when one of them does not do as told. */
class TeamHaproxyTest extends RouterContract {
  @TempDir Path folder;
  private final Instance stable = instance("stable");
  private final Instance candidate = instance("candidate");
  private TeamRig team;
  private Router router;

  private static Instance instance(String name) {
    try {
      return new Instance(name);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() throws Exception {
    team = new TeamRig(folder, 2);
    router = team.router;
  }

  @AfterEach
  void stop() throws Exception {
    team.close();
    stable.close();
    candidate.close();
  }

  @Override
  protected Router router() {
    return router;
  }

  @Override
  protected Endpoint listen() {
    return team.haproxies.getFirst().listen;
  }

  @Override
  protected Endpoint instance() {
    return stable.endpoint();
  }

  @Test
  void both_enforce_the_split_and_their_counts_are_one() throws Exception {
    router.apply(team.target(), table(25), new Fence(1, 1, false));
    for (TeamHaproxy each : team.haproxies) {
      assertEquals(Map.of("candidate", 25, "stable", 75), answers(each));
    }
    TrafficCounts counts = router.counts(TARGET);
    assertEquals(150, counts.releases().get(STABLE).requests());
    assertEquals(50, counts.releases().get(CANDIDATE).latency().total());
  }

  @Test
  void while_one_does_not_answer_no_candidate_gets_more_and_the_way_back_goes_on_at_the_other() throws Exception {
    router.apply(team.target(), table(25), new Fence(1, 1, false));
    team.haproxies.getLast().kill();
    RouterSeen seen = router.read(TARGET);
    assertNotEquals(1, seen.epoch(), "taken for settled");
    OutsideException refused = assertThrows(OutsideException.class, () -> router.apply(team.target(), table(50), new Fence(1, 2, false)));
    assertEquals("SLW-4165", refused.code());
    assertEquals(Map.of("candidate", 25, "stable", 75), answers(team.haproxies.getFirst()));
    assertEquals("SLW-4163", assertThrows(OutsideException.class, () -> router.apply(team.target(), table(0), new Fence(1, 3, false)))
        .code());
    assertEquals(Map.of("stable", 100), answers(team.haproxies.getFirst()));
    assertEquals("SLW-4163", assertThrows(OutsideException.class, () -> router.counts(TARGET)).code());
  }

  @Test
  void where_one_of_them_refuses_the_other_goes_back_to_the_lower_weight() throws Exception {
    router.apply(team.target(), table(25), new Fence(1, 1, false));
    // A version that somebody commits between reading and writing is what refuses the second one.
    Node first = node(team.haproxies.getFirst());
    Node second = node(team.haproxies.getLast());
    Names names = new Names(TARGET);
    Fleet fleet = Fleet.read(List.of(first, second), names);
    commitAgain(team.haproxies.getLast(), fleet.views().getLast().reading().map().orElseThrow());
    OutsideException refused =
        assertThrows(OutsideException.class, () -> Ordering.apply(fleet, team.target(), table(50), new Fence(1, 2, false)));
    assertEquals("SLW-4151", refused.code());
    for (TeamHaproxy each : team.haproxies) {
      assertEquals(Map.of("candidate", 25, "stable", 75), answers(each));
    }
    router.apply(team.target(), table(50), new Fence(1, 3, false));
    assertEquals(Map.of("candidate", 50, "stable", 50), answers(team.haproxies.getLast()));
  }

  /** The same content, as a version of somebody else's. */
  private static void commitAgain(TeamHaproxy haproxy, String map) throws Exception {
    String version = haproxy.ask("prepare map " + map).strip().replaceAll(".* ", "");
    String entries = haproxy.ask("show map " + map).lines().filter(l -> l.startsWith("0x")).map(l -> l.substring(l.indexOf(' ') + 1) + "\n")
        .reduce("", String::concat);
    haproxy.ask("add map @" + version + " " + map + " <<\n" + entries);
    haproxy.ask("commit map @" + version + " " + map);
  }

  @Test
  void one_that_was_started_anew_without_its_table_is_seen_as_behind_and_gets_it_again() throws Exception {
    router.apply(team.target(), table(25), new Fence(3, 7, false));
    TeamHaproxy second = team.haproxies.getLast();
    second.kill();
    second.start(second.configuration());
    RouterSeen seen = router.read(TARGET);
    assertEquals(0, seen.generation());
    assertEquals(Optional.empty(), seen.foreign());
    router.apply(team.target(), table(25), new Fence(3, 8, false));
    assertEquals(8, router.read(TARGET).generation());
    assertEquals(Map.of("candidate", 25, "stable", 75), answers(second));
  }

  @Test
  void what_lacks_in_their_configuration_is_named() throws Exception {
    TeamHaproxy first = team.haproxies.getFirst();
    first.kill();
    first.start(first.configuration().replace("backend shop.production_c ", "backend elsewhere "));
    OutsideException lacks = assertThrows(OutsideException.class, () -> router.read(TARGET));
    assertEquals("SLW-4164", lacks.code());
    assertTrue(lacks.said().contains("has no backend shop.production_c"), lacks.said());
    assertTrue(lacks.said().contains("slipway router config production"), lacks.said());
    first.kill();
    Files.writeString(first.folder.resolve("other.map"), "");
    first.start(first.configuration().replace("shop.production.map", "other.map"));
    assertTrue(assertThrows(OutsideException.class, () -> router.read(TARGET)).said().contains("has loaded no map shop.production.map"));
    first.kill();
    first.start(first.configuration().replace("level admin", "level operator"));
    OutsideException admin = assertThrows(OutsideException.class, () -> router.apply(team.target(), table(0), new Fence(1, 1, false)));
    assertTrue(admin.said().contains("level admin"), admin.said());
  }

  @Test
  void without_a_ring_errors_are_counted_by_its_totals_and_times_are_not_known() throws Exception {
    for (TeamHaproxy each : team.haproxies) {
      each.kill();
      each.start(each.configuration().replace("ring slipway", "ring other").replace("ring@slipway", "ring@other"));
    }
    router.apply(team.target(), table(0), new Fence(1, 1, false));
    router.counts(TARGET);
    OwnRig.get(team.haproxies.getFirst().listen, "/500");
    OwnRig.get(team.haproxies.getLast().listen, "/");
    OwnRig.get(router.read(TARGET).preview().orElseThrow(), "/500");
    TrafficCounts counts = router.counts(TARGET);
    assertEquals(2, counts.releases().get(STABLE).requests());
    assertEquals(1, counts.releases().get(STABLE).errors());
    assertEquals(0, counts.releases().get(STABLE).latency().total());
    assertEquals(0, counts.releases().get(CANDIDATE).requests());
  }

  @Test
  void an_haproxy_that_hangs_is_given_up_after_a_while() throws Exception {
    router.apply(team.target(), table(0), new Fence(1, 1, false));
    long pid = team.haproxies.getLast().process().pid();
    signal("-STOP", pid);
    try {
      assertNotEquals(1, router.read(TARGET).epoch(), "taken for settled");
    } finally {
      signal("-CONT", pid);
    }
    assertEquals(1, router.read(TARGET).epoch());
  }

  private static void signal(String signal, long pid) throws Exception {
    assertEquals(0, new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor());
  }

  private Node node(TeamHaproxy haproxy) {
    return new Node(new RuntimeApi(haproxy.socket(), java.time.Duration.ofSeconds(5), System::nanoTime), new Names(TARGET));
  }

  private RoutingTable table(int weight) {
    return new RoutingTable(
        Optional.of(STABLE), Optional.of(CANDIDATE),
        List.of(
            new ReleaseRoute(STABLE, 100 - weight, List.of(new Backend(new InstanceId(STABLE, 0), stable.endpoint(), false))),
            new ReleaseRoute(CANDIDATE, weight, List.of(new Backend(new InstanceId(CANDIDATE, 0), candidate.endpoint(), false)))));
  }

  private static Map<String, Integer> answers(TeamHaproxy haproxy) throws Exception {
    Map<String, Integer> answers = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      answers.merge(OwnRig.get(haproxy.listen, "/").body(), 1, Integer::sum);
    }
    return answers;
  }
}
