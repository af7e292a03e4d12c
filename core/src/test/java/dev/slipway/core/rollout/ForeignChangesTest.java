package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForeignChangesTest {
  private static final Command RESUME = new Command.Resume("anna");

  private static Story baking() {
    return Story.stable("1", 2).deploy("2", 2, Given.CALM).until("baking");
  }

  @Test
  void a_change_by_others_pauses_the_rollout_is_told_and_nothing_is_written_over_it() {
    Story story = baking().changedByOthers(1);
    Decision noticed = story.look();
    assertTrue(noticed.events().contains(new Event.RouterChanged("server a has weight 7")), noticed::toString);
    assertTrue(noticed.events().stream().anyMatch(e -> e instanceof Event.Told t && t.message().contains("slipway resume production")));
    assertEquals("slipway", story.state().rollout().orElseThrow().paused().orElseThrow().by());
    assertFalse(ForeignChanges.mayWrite(story.state(), story.router()));
    assertEquals(List.of(), story.seconds(60).look().events());
  }

  @Test
  void resume_puts_back_what_was_decided_and_goes_on() {
    Story story = baking().changedByOthers(1);
    var unused = story.look();
    assertEquals(Optional.empty(), story.command(RESUME).refusal());
    assertTrue(ForeignChanges.mayWrite(story.state(), story.router()));
    assertEquals(Optional.empty(), story.state().rollout().orElseThrow().paused());
    story.obey();
    unused = story.look();
    assertEquals(Optional.empty(), story.state().foreign());
  }

  @Test
  void what_is_changed_again_after_that_holds_again() {
    Story story = baking().changedByOthers(1);
    var unused = story.look();
    unused = story.command(RESUME);
    story.changedByOthers(2);
    assertFalse(ForeignChanges.mayWrite(story.state(), story.router()));
    unused = story.look();
    assertTrue(ForeignChanges.holds(story.state()));
  }

  @Test
  void a_change_between_rollouts_holds_too_and_a_deploy_is_refused_until_it_is_answered() {
    Story story = Story.stable("1", 2).changedByOthers(1);
    var unused = story.look();
    Command deploy = new Command.Deploy("anna", Given.release("2", 2), Given.CALM, Given.SETTINGS, Command.WhenBusy.QUEUE, false, "");
    assertEquals("SLW-2018", story.command(deploy).refusal().orElseThrow().code());
    assertEquals(Optional.empty(), story.command(RESUME).refusal());
    story.obey();
    unused = story.look();
    assertEquals(Optional.empty(), story.command(deploy).refusal());
  }

  @Test
  void no_step_is_let_pass_before_it_is_answered() {
    Story story = baking().changedByOthers(1);
    var unused = story.look();
    assertEquals("SLW-2018", story.command(new Command.Promote("anna", true)).refusal().orElseThrow().code());
  }

  @Test
  void whoever_puts_it_back_ends_the_hold_and_the_rollout_waits_for_a_word() {
    Story story = baking().changedByOthers(1);
    var unused = story.look();
    story.obey();
    unused = story.look();
    assertFalse(ForeignChanges.holds(story.state()));
    assertTrue(story.state().rollout().orElseThrow().paused().isPresent());
  }

  @Test
  void an_abort_writes_over_it() {
    Story story = baking().changedByOthers(1);
    var unused = story.look();
    assertTrue(story.abort().state().rollout().orElseThrow().goingBack());
    assertTrue(ForeignChanges.mayWrite(story.state(), story.router()));
  }

  @Test
  void a_way_back_writes_over_the_first_change_and_not_over_the_second() {
    Story story = baking().abort().changedByOthers(1);
    var unused = story.look();
    assertTrue(ForeignChanges.mayWrite(story.state(), story.router()));
    story.changedByOthers(2);
    unused = story.look();
    assertFalse(ForeignChanges.mayWrite(story.state(), story.router()));
    assertEquals(Optional.empty(), story.command(RESUME).refusal());
    assertTrue(ForeignChanges.mayWrite(story.state(), story.router()));
    assertTrue(story.state().rollout().orElseThrow().goingBack());
  }

  @Test
  void a_second_change_that_was_put_back_does_not_make_the_next_one_the_first() {
    Story story = baking().abort().changedByOthers(1);
    var unused = story.look();
    story.changedByOthers(2);
    unused = story.look();
    story.unchangedByOthers();
    unused = story.look();
    assertTrue(ForeignChanges.mayWrite(story.state(), story.router()));
    story.changedByOthers(3);
    unused = story.look();
    assertFalse(ForeignChanges.mayWrite(story.state(), story.router()));
  }

  @Test
  void without_the_store_nothing_is_written_over_a_change_that_was_not_noted() {
    Story story = baking().changedByOthers(1);
    assertFalse(ForeignChanges.mayWrite(story.state(), story.router()));
  }

  @Test
  void a_target_does_not_move_to_another_router_while_it_has_a_stable_release() {
    TargetSettings other =
        new TargetSettings(
            Given.SETTINGS.listen(), Optional.empty(), Optional.empty(), Given.SETTINGS.drain(),
            Optional.of(new RouterSpec.Haproxy(List.of(), Optional.empty(), Optional.empty(), Optional.empty())), Optional.empty());
    Command deploy = new Command.Deploy("anna", Given.release("2", 2), Given.CALM, other, Command.WhenBusy.QUEUE, false, "");
    Story story = Story.stable("1", 2);
    assertEquals("SLW-2016", story.command(deploy).refusal().orElseThrow().code());
    var unused = story.command(new Command.Remove("anna", "moving"));
    assertEquals(Optional.empty(), story.obey().command(deploy).refusal());
    assertEquals("haproxy", RouterSpec.word(story.state().router()));
  }

  @Test
  void a_queued_deploy_that_cannot_begin_is_dropped_and_told() {
    Policy brief =
        new Policy(
            new Strategy.BlueGreen(Duration.ZERO), List.of(), List.of(), Duration.ZERO, Duration.ofMinutes(2), Given.CALM.onNoData(),
            Given.CALM.judge(), List.of(), List.of(), List.of());
    Story story = Story.stable("1", 1).deploy("2", 1, brief).deploy("2", 1, brief);
    var unused = story.command(new Command.Deploy("anna", Given.release("2", 1), brief, Given.SETTINGS, Command.WhenBusy.QUEUE, true, ""));
    while (story.state().rollout().isPresent()) {
      story.obey().seconds(1);
      unused = story.look();
    }
    assertTrue(story.state().queued().isPresent());
    story.changedByOthers(9);
    unused = story.look();
    assertTrue(story.look().events().isEmpty() && story.state().queued().isPresent(), "it waits while the router is somebody else's");
  }
}
