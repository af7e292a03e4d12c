package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.strategy.Strategy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people ask for. */
final class CommandingTest {
  private static final Command ABORT = new Command.Abort("anna", "no");
  private static final Command PAUSE = new Command.Pause("anna", "wait");

  private static Story blueGreen() {
    return Story.stable("1", 2).deploy("2", 2, Given.with(Given.blueGreen(5), Given.ERRORS));
  }

  @Test
  void abort_is_accepted_in_every_phase() {
    for (String phase : List.of("starting", "shifting", "baking")) {
      Story story = blueGreen().until(phase);
      assertTrue(story.command(ABORT).refusal().isEmpty(), phase);
      assertEquals("going-back", story.phase());
    }
  }

  @Test
  void abort_on_the_way_back_is_acknowledged_and_changes_nothing() {
    Story story = blueGreen().until("baking").abort();
    TargetState before = story.state();
    assertTrue(story.command(ABORT).refusal().orElseThrow().harmless());
    assertEquals(before, story.state());
  }

  @Test
  void promote_on_the_way_back_is_refused() {
    Story story = blueGreen().until("baking").abort();
    assertFalse(story.command(new Command.Promote("anna", true)).refusal().orElseThrow().harmless());
  }

  @Test
  void a_paused_rollout_goes_nowhere_and_stays_watched() {
    Story story = blueGreen().until("baking");
    var unused = story.command(PAUSE);
    story.bake(10, 50, 0);
    assertEquals("baking", story.phase());
    story.bake(2, 50, 10);
    assertEquals("going-back", story.phase());
  }

  @Test
  void a_pause_does_not_use_up_the_progress_deadline_however_it_ends() {
    for (Command end : List.of(new Command.Resume("anna"), new Command.Promote("anna", false))) {
      Story story = blueGreen().obey().all("2", Condition.STARTING);
      var unused = story.command(PAUSE);
      unused = story.seconds(3_600).look();
      unused = story.command(end);
      unused = story.seconds(1).look();
      assertEquals("starting", story.phase(), end.toString());
    }
  }

  @Test
  void promote_lets_the_step_pass_without_its_bake() {
    Story story = Story.stable("1", 2).deploy("2", 2, Given.with(Given.canary(60, 5, 50, 100))).until("baking");
    Decision said = story.command(new Command.Promote("anna", false, Optional.of("the errors are a probe's")));
    assertEquals(List.of(new Event.Approved("anna", 0, false, Optional.of("the errors are a probe's"))), said.events());
    var unused = story.look();
    assertEquals(1, story.rollout().stepIndex());
    story.until("baking");
    unused = story.look();
    assertEquals("baking", story.phase());
  }

  @Test
  void promote_full_goes_to_the_last_step_and_through_it() {
    Story story = Story.stable("1", 2).deploy("2", 2, Given.with(Given.canary(60, 5, 50, 100))).until("baking");
    var unused = story.command(new Command.Promote("anna", true));
    story.until("idle");
    assertEquals("2", story.stableVersion());
  }

  @Test
  void the_same_content_again_is_no_rollout() {
    Story story = Story.stable("1", 2);
    assertTrue(story.command(deploy("1", Command.WhenBusy.QUEUE)).refusal().orElseThrow().harmless());
    assertTrue(story.state().rollout().isEmpty());
  }

  @Test
  void a_queued_deploy_starts_when_the_rollout_has_ended() {
    Story story = blueGreen();
    var unused = story.command(deploy("3", Command.WhenBusy.QUEUE));
    story.abort().until("idle");
    unused = story.look();
    assertEquals("3", story.rollout().candidate().version());
  }

  @Test
  void a_superseding_deploy_sends_the_one_before_back_first() {
    Story story = blueGreen().until("baking");
    var unused = story.command(deploy("3", Command.WhenBusy.SUPERSEDE));
    assertEquals("going-back", story.phase());
    assertEquals("2", story.rollout().candidate().version());
  }

  @Test
  void a_refused_deploy_changes_nothing() {
    Story story = blueGreen();
    TargetState before = story.state();
    assertFalse(story.command(deploy("3", Command.WhenBusy.REFUSE)).refusal().orElseThrow().harmless());
    assertEquals(before, story.state());
  }

  @Test
  void rollback_after_promotion_goes_to_the_warm_release() {
    Story story = blueGreen().until("baking").bake(6, 50, 0);
    assertEquals("2", story.stableVersion());
    var unused = story.command(new Command.Rollback("anna", "worse", Optional.empty()));
    story.until("idle");
    assertEquals("1", story.stableVersion());
  }

  @Test
  void rollback_to_a_named_release_lets_the_warm_one_go_for_it_needs_the_room() {
    Story story = blueGreen().until("baking").bake(6, 50, 0);
    var unused = story.command(new Command.Rollback("anna", "older", Optional.of(Given.release("0", 3))));
    assertTrue(story.state().warm().isEmpty());
    story.until("idle");
    assertEquals("0", story.stableVersion());
  }

  private static Command deploy(String version, Command.WhenBusy whenBusy) {
    Strategy strategy = Given.blueGreen(5);
    return new Command.Deploy("anna", Given.release(version, 2), Given.with(strategy), Given.SETTINGS, whenBusy, false, "");
  }
}
