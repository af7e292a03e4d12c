package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import org.junit.jupiter.api.Test;

final class RoutingTest {
  private static final ReleaseId ONE = new ReleaseId("1");
  private static final ReleaseId TWO = new ReleaseId("2");

  @Test
  void the_split_in_force_is_the_journaled_one() {
    Story story = Story.stable("1", 4).deploy("2", 4, Given.with(Given.canary(10, 5, 100))).until("baking").obey();
    assertEquals(5, story.router().table().weightOf(TWO));
    assertEquals(95, story.router().table().weightOf(ONE));
  }

  @Test
  void a_first_deploy_that_goes_back_leaves_no_traffic_on_its_candidate() {
    Story story = Story.empty().deploy("1", 2, Given.CALM).until("baking").abort().obeyRouter();
    assertEquals(0, story.router().table().weightOf(ONE));
  }

  @Test
  void a_candidate_on_the_way_back_gets_nothing_even_when_every_stable_instance_dies() {
    Story story = Story.stable("1", 2).deploy("2", 2, Given.with(Given.blueGreen(10))).until("baking").abort();
    var unused = story.look();
    story.all("1", Condition.DEAD).obeyRouter();
    assertEquals(0, story.router().table().weightOf(TWO));
  }

  @Test
  void the_share_of_a_release_without_ready_instances_goes_to_the_other() {
    Story story = Story.stable("1", 2).deploy("2", 2, Given.with(Given.canary(10, 50, 100))).until("baking");
    story.all("2", Condition.UNREADY).obeyRouter();
    assertEquals(100, story.router().table().weightOf(ONE));
  }

  @Test
  void unready_instances_serve_when_nothing_is_ready_for_some_answers_beat_none() {
    Story story = Story.stable("1", 2).all("1", Condition.UNREADY).obeyRouter();
    assertEquals(100, story.router().table().weightOf(ONE));
    assertEquals(2, story.router().table().routes().getFirst().backends().size());
  }

  @Test
  void dead_instances_are_never_routed_to() {
    Story story = Story.stable("1", 2).all("1", Condition.DEAD).obeyRouter();
    assertTrue(story.router().table().routes().isEmpty());
  }

  @Test
  void the_warm_release_takes_over_when_stable_has_no_ready_instance() {
    Story story = Story.stable("1", 2).deploy("2", 2, Given.with(Given.blueGreen(0))).until("idle");
    assertEquals("2", story.stableVersion());
    story.obey().all("2", Condition.DEAD).obeyRouter();
    assertEquals(100, story.router().table().weightOf(ONE));
  }
}
