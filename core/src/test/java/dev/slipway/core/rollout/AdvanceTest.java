package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way forward. */
final class AdvanceTest {
  private static Story canary() {
    return Story.stable("1", 4).deploy("2", 4, Given.with(Given.canary(2, 5, 50, 100), Given.ERRORS));
  }

  @Test
  void nothing_is_shifted_before_the_step_has_its_ready_instances() {
    Story story = canary().obey().all("2", Condition.STARTING);
    var unused = story.look();
    assertEquals("starting", story.phase());
    assertEquals(0, story.weight());
  }

  @Test
  void ready_instances_get_their_weight_with_a_journaled_verdict() {
    Story story = canary().obey();
    Decision decision = story.look();
    assertEquals("shifting", story.phase());
    assertEquals(5, story.weight());
    assertTrue(decision.events().stream().anyMatch(e -> e instanceof Event.Judged j && j.verdict() instanceof Verdict.Passing));
  }

  @Test
  void a_shift_is_done_when_the_router_reads_back_so_and_not_before() {
    Story story = canary().until("shifting");
    var unused = story.look();
    assertEquals("shifting", story.phase());
    unused = story.obeyRouter().look();
    assertEquals("baking", story.phase());
  }

  @Test
  void a_good_candidate_goes_through_every_step_to_promotion() {
    Story story = canary();
    for (int step = 0; step < 3; step++) {
      story.until("baking").bake(2.4, 50, 0);
    }
    assertEquals("idle", story.phase());
    assertEquals("2", story.stableVersion());
  }

  @Test
  void a_bake_is_watched_in_full_after_the_shift_was_read_back() {
    Story story = canary().until("baking").bake(2.2, 50, 0).until("shifting").obeyRouter();
    var unused = story.seconds(0.1).served("2", 50, 0).look();
    assertEquals("baking", story.phase());
    story.bake(1.8, 50, 0);
    assertEquals("baking", story.phase());
    assertEquals(50, story.weight());
    story.bake(0.4, 50, 0);
    assertEquals("starting", story.phase());
  }

  @Test
  void errors_that_last_send_it_back_with_weight_0_in_the_same_decision() {
    Story story = canary().until("baking").bake(1.2, 50, 5);
    assertEquals("going-back", story.phase());
    assertEquals(0, story.weight());
    assertInstanceOf(Cause.Judged.class, ((Phase.GoingBack) story.rollout().phase()).cause());
  }

  @Test
  void a_bake_that_cannot_be_measured_is_told_and_held() {
    Story story = canary().until("baking").countsAway(true).bake(10, 0, 0);
    assertEquals("baking", story.phase());
    Decision decision = story.seconds(130).look();
    assertEquals("holding", story.phase());
    assertTrue(decision.events().stream().anyMatch(e -> e instanceof Event.Told));
    story.countsAway(false).bake(3, 50, 0);
    assertEquals("starting", story.phase());
  }

  @Test
  void no_request_at_all_holds_and_tells_once() {
    Story story = canary().until("baking").bake(3, 0, 0);
    assertEquals("holding", story.phase());
    assertEquals(List.of(), story.seconds(0.2).look().events());
    assertEquals(5, story.weight());
  }

  @Test
  void a_bake_written_by_a_clock_that_was_ahead_goes_on_from_now() {
    Story story = canary().until("baking").bake(1, 50, 0).seconds(-3600).bake(1.4, 50, 0);
    assertEquals("starting", story.phase());
  }

  @Test
  void candidates_that_die_again_and_again_send_it_back() {
    Story story = canary().obey().restarts("2", 3);
    var unused = story.look();
    assertEquals("going-back", story.phase());
  }

  @Test
  void a_candidate_that_is_not_ready_in_time_goes_back() {
    Story story = canary().obey().all("2", Condition.STARTING);
    var unused = story.seconds(31).look();
    assertInstanceOf(Cause.Unhealthy.class, ((Phase.GoingBack) story.rollout().phase()).cause());
  }

  @Test
  void a_router_that_never_takes_the_split_ends_at_the_progress_deadline() {
    Story story = canary().until("shifting");
    var unused = story.seconds(121).look();
    assertInstanceOf(Cause.TooSlow.class, ((Phase.GoingBack) story.rollout().phase()).cause());
  }

  @Test
  void what_cannot_be_seen_is_neither_good_nor_bad() {
    Story story = canary().until("baking").platformAway(true).routerAway(true);
    for (int turn = 0; turn < 50; turn++) {
      assertEquals(List.of(), story.seconds(0.2).look().events());
    }
    assertEquals("baking", story.phase());
  }

  @Test
  void an_emergency_at_the_router_turns_the_rollout_round() {
    Story story = canary().until("baking").emergency();
    var unused = story.look();
    assertInstanceOf(Cause.Emergency.class, ((Phase.GoingBack) story.rollout().phase()).cause());
  }

  @Test
  void two_kills_for_want_of_memory_send_the_candidate_back_at_once_and_one_does_not() {
    Story once = canary().obey().oomKills("2", 1);
    var unused = once.look();
    assertFalse(once.rollout().goingBack());
    Story twice = canary().obey().oomKills("2", 2);
    unused = twice.look();
    assertTrue(twice.rollout().goingBack());
    assertTrue(((Phase.GoingBack) twice.rollout().phase()).cause().reason().contains("killed for want of memory 2 times"));
  }
}
