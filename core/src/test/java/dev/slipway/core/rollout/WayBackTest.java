package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.traffic.RoutingTable;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The way back. */
final class WayBackTest {
  private static final ReleaseId TWO = new ReleaseId("2");

  private static Story rollingNearlyDone() {
    return Story.stable("1", 4).deploy("2", 4, Given.with(Given.rolling(2, 0))).until("baking").bake(11, 10, 0).until("baking").obey();
  }

  @Test
  void traffic_returns_before_anything_is_stopped() {
    Story story = Story.stable("1", 2).deploy("2", 2, Given.with(Given.blueGreen(60))).until("baking").abort();
    var unused = story.look();
    assertEquals(0, story.weight());
    assertEquals(4, story.convergence().kept().size());
    unused = story.look();
    assertEquals(Phase.Stage.TRAFFIC, stage(story));
    unused = story.obeyRouter().look();
    assertEquals(Phase.Stage.RETIRING, stage(story));
  }

  @Test
  void it_ends_when_the_candidate_is_gone_and_stable_is_whole() {
    Story story = Story.stable("1", 2).deploy("2", 2, Given.with(Given.blueGreen(60))).until("baking").abort().until("idle");
    assertEquals("1", story.stableVersion());
    assertEquals(0, story.obey().instances("2"));
  }

  @Test
  void stable_that_was_let_go_is_started_before_traffic_returns() {
    Story story = rollingNearlyDone();
    assertEquals(0, story.instances("1"));
    story.abort();
    var unused = story.look();
    assertEquals(100, story.weight());
    story.obey().all("1", Condition.STARTING);
    unused = story.look();
    assertEquals(100, story.weight());
    story.all("1", Condition.READY);
    unused = story.look();
    assertEquals(0, story.weight());
  }

  @Test
  void a_dead_candidate_is_no_reason_to_wait_for_stable() {
    Story story = rollingNearlyDone().abort().obey().all("1", Condition.STARTING).all("2", Condition.DEAD);
    var unused = story.look();
    assertEquals(0, story.weight());
  }

  @Test
  void it_needs_only_the_router_when_the_platform_does_not_answer() {
    Story story = Story.stable("1", 2).deploy("2", 2, Given.with(Given.blueGreen(60))).until("baking").obeyRouter();
    story.abort().platformAway(true);
    var unused = story.look();
    assertEquals(0, story.weight());
    RoutingTable back = Routing.reweighed(Wants.of(story.state()), story.router().table()).orElseThrow();
    assertEquals(0, back.weightOf(TWO));
  }

  @Test
  void instances_that_take_no_requests_are_not_given_weight_blindly() {
    Story story = rollingNearlyDone().obeyRouter().abort().platformAway(true);
    var unused = story.look();
    unused = story.seconds(31).look();
    assertEquals(0, story.weight());
    assertEquals(Optional.empty(), Routing.reweighed(Wants.of(story.state()), story.router().table()));
  }

  @Test
  void somebody_is_told_once_when_it_takes_long() {
    Story story = Story.stable("1", 2).deploy("2", 2, Given.with(Given.blueGreen(60))).until("baking").abort();
    var unused = story.look();
    Decision told = story.routerAway(true).seconds(31).look();
    assertTrue(told.events().stream().anyMatch(e -> e instanceof Event.Told));
    assertFalse(story.seconds(31).look().events().stream().anyMatch(e -> e instanceof Event.Told));
  }

  @Test
  void a_first_deploy_goes_back_to_nothing() {
    Story story = Story.empty().deploy("1", 2, Given.CALM).until("baking").abort();
    assertEquals(0, story.weight());
    story.until("idle");
    assertEquals("none", story.stableVersion());
    assertEquals(0, story.obey().instances("1"));
  }

  @Test
  void the_weight_never_rises_again() {
    Story story = Story.stable("1", 2).deploy("2", 2, Given.with(Given.canary(5, 20, 100))).until("baking").abort();
    for (int turn = 0; turn < 20 && !story.phase().equals("idle"); turn++) {
      var unused = story.obey().served("2", 100, 0).seconds(0.5).look();
      assertEquals(0, story.state().rollout().map(Rollout::weight).orElse(0));
    }
    assertEquals("idle", story.phase());
  }

  private static Phase.Stage stage(Story story) {
    return ((Phase.GoingBack) story.rollout().phase()).stage();
  }
}
