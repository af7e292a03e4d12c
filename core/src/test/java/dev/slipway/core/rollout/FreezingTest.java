package dev.slipway.core.rollout;

import static dev.slipway.core.rollout.Guarding.approve;
import static dev.slipway.core.rollout.Guarding.asking;
import static dev.slipway.core.rollout.Guarding.bound;
import static dev.slipway.core.rollout.Guarding.deploy;
import static dev.slipway.core.rollout.Guarding.frozen;
import static dev.slipway.core.rollout.Guarding.refused;
import static dev.slipway.core.rollout.Guarding.waiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.guard.FreezeWindow;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.guard.Guarded;
import dev.slipway.core.rollout.Command.WhenBusy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Freezes and overrides in a rollout. */
final class FreezingTest {
  @Test
  void an_override_begins_at_once_and_says_what_it_stood_in_for() {
    Guard guard = asking(1, FreezeWindow.parse("2030-01-01 – 2030-01-02 UTC"));
    Story story = Story.stable("1", 2);
    Guarded.Override word = new Guarded.Override("the payment is down", List.of("branch fix/pay"));
    Decision begun = story.command(deploy("2", guard, WhenBusy.REFUSE, Optional.of(word)));
    Event.Overridden event = begun.events().stream().filter(e -> e instanceof Event.Overridden).map(e -> (Event.Overridden) e).findFirst()
        .orElseThrow();
    assertEquals(3, event.what().size(), event::toString);
    assertEquals("starting", story.phase());
    Story later = waiting(asking(1));
    Decision said = later.command(new Command.Override("olga", later.rollout().id(), bound(later), "the payment is down"));
    assertTrue(said.events().stream().anyMatch(e -> e instanceof Event.Overridden o && o.what().size() == 1));
    var unused = later.look();
    assertEquals("starting", later.phase());
  }

  @Test
  void a_deploy_in_a_freeze_is_refused_or_waits_and_begins_when_it_is_over() {
    Guard freeze = frozen(Guard.Running.FINISH, "2030-01-01 00:00 – 2030-01-01 01:00 UTC");
    Story story = Story.stable("1", 2);
    Decision refused = deploy(story, "2", freeze);
    assertEquals("SLW-2070", refused(refused));
    assertTrue(refused.refusal().orElseThrow().message().contains("2030-01-01T01:00:00Z"));
    assertTrue(story.command(deploy("2", freeze, WhenBusy.QUEUE, Optional.empty())).refusal().isEmpty());
    var unused = story.seconds(3_599).look();
    assertEquals("idle", story.phase());
    unused = story.seconds(1).look();
    assertEquals("starting", story.phase());
  }

  @Test
  void an_approval_in_a_freeze_counts_and_the_rollout_begins_after_it_or_expires_in_it() {
    FreezeWindow hours = FreezeWindow.parse("2030-01-01 02:00 – 2030-01-01 04:00 UTC");
    Story story = Story.stable("1", 2);
    var unused = deploy(story, "2", asking(1, hours));
    story.seconds(2 * 3_600);
    assertTrue(approve(story, "bea", "managers").refusal().isEmpty());
    Decision told = story.look();
    assertTrue(told.events().stream().anyMatch(e -> e instanceof Event.Told t && t.message().contains("2030-01-01T04:00:00Z")));
    assertEquals(List.of(), story.seconds(60).look().events(), "told once");
    unused = story.seconds(2 * 3_600).look();
    assertEquals("starting", story.phase());
    Story longer = Story.stable("1", 2);
    unused = deploy(longer, "2", asking(1, FreezeWindow.parse("2030-01-01 02:00 – 2030-01-09 04:00 UTC")));
    unused = approve(longer.seconds(2 * 3_600), "bea", "managers");
    unused = longer.seconds(22 * 3_600).look();
    assertEquals("idle", longer.phase());
  }

  @Test
  void a_rollout_that_runs_into_a_freeze_finishes_or_goes_back_as_configured() {
    for (Guard.Running running : Guard.Running.values()) {
      Story story = Story.stable("1", 2);
      var unused = deploy(story, "2", frozen(running, "2030-01-01 00:01 – 2030-01-01 09:00 UTC"));
      story.until("baking").seconds(60);
      unused = story.look();
      assertEquals(running == Guard.Running.FINISH ? "baking" : "going-back", story.phase());
    }
  }

  @Test
  void no_way_back_asks_the_calendar() {
    Guard freeze = frozen(Guard.Running.FINISH, "2030-01-01 00:01 – 2030-01-09 09:00 UTC");
    Story story = Story.stable("1", 2);
    var unused = deploy(story, "2", freeze);
    story.until("baking").bake(6, 50, 0);
    story.seconds(60);
    assertTrue(story.command(new Command.Rollback("anna", "slow", Optional.empty())).refusal().isEmpty());
    assertEquals("starting", story.phase());
    story.until("idle");
    assertEquals("1", story.stableVersion());
  }

  @Test
  void nobody_knows_what_the_clock_on_the_wall_shows_so_nothing_begins() {
    Story story = Story.stable("1", 2);
    var unused = deploy(story, "2", asking(1, FreezeWindow.parse("2029-01-01 – 2029-01-02 UTC")));
    unused = approve(story, "bea", "managers");
    Observation blind = new Observation(
        story.now(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
    assertEquals(Decision.none(story.state()), Decider.decide(story.state(), new Input.Observed(blind)));
    unused = story.look();
    assertEquals("starting", story.phase());
  }
}
