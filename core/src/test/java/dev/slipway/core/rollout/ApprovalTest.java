package dev.slipway.core.rollout;

import static dev.slipway.core.rollout.Guarding.OTHER;
import static dev.slipway.core.rollout.Guarding.POLICY;
import static dev.slipway.core.rollout.Guarding.approve;
import static dev.slipway.core.rollout.Guarding.asking;
import static dev.slipway.core.rollout.Guarding.bound;
import static dev.slipway.core.rollout.Guarding.deploy;
import static dev.slipway.core.rollout.Guarding.refused;
import static dev.slipway.core.rollout.Guarding.waiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.guard.Guard;
import dev.slipway.core.release.Digest;
import dev.slipway.core.rollout.Command.WhenBusy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A rollout that needs approval: who gives it, what it is of, and what ends the wait. */
final class ApprovalTest {
  @Test
  void what_waits_starts_nothing_and_touches_no_traffic_until_it_is_approved_and_then_goes_on_by_itself() {
    Story story = waiting(asking(1));
    Wants idle = Wants.of(Story.stable("1", 2).state());
    var unused = story.seconds(3_600).look();
    assertEquals("awaiting-approval", story.phase());
    assertEquals(idle, Wants.of(story.state()));
    assertEquals(Optional.of(Given.SETTINGS), story.state().settingsInForce());
    assertTrue(approve(story, "bea", "managers", "others").refusal().isEmpty());
    story.until("baking").bake(6, 50, 0);
    assertEquals("2", story.stableVersion());
    assertEquals(Optional.of(asking(1)), story.state().guard());
  }

  @Test
  void neither_who_asked_nor_one_person_twice_nor_a_stranger_counts() {
    Story story = waiting(asking(2));
    assertEquals("SLW-2064", refused(approve(story, "anna", "managers")));
    assertEquals("SLW-2064", refused(approve(story, " ANNA ", "managers")));
    assertEquals("SLW-2066", refused(approve(story, "carl", "testers")));
    assertTrue(approve(story, "bea", "managers").refusal().isEmpty());
    assertEquals("SLW-2065", refused(approve(story, "Bea", "managers")));
    assertEquals("awaiting-approval", story.phase());
    assertTrue(approve(story, "carl", "managers").refusal().isEmpty());
    assertEquals("approved", story.phase());
  }

  @Test
  void an_approval_is_of_one_rollout_of_one_release_and_plan() {
    Story story = waiting(asking(1));
    Digest first = bound(story);
    RolloutId id = story.rollout().id();
    assertEquals("SLW-2062", refused(story.command(new Command.Approve("bea", id, OTHER, List.of("managers"), ""))));
    var unused = story.command(deploy("3", asking(1), WhenBusy.SUPERSEDE, Optional.empty()));
    unused = story.look();
    assertEquals("3", story.rollout().candidate().version());
    assertEquals("SLW-2061", refused(story.command(new Command.Approve("bea", id, first, List.of("managers"), ""))));
    assertEquals("SLW-2062", refused(story.command(new Command.Approve("bea", story.rollout().id(), first, List.of("managers"), ""))));
    assertTrue(story.rollout().clearance().orElseThrow().given().isEmpty());
    Story same = waiting(asking(1));
    assertEquals(first, bound(same), "the same is bound to the same");
    assertFalse(first.equals(bound(waiting(asking(2)))), "another rule is another thing to approve");
  }

  @Test
  void without_approval_in_time_it_ends_by_itself_and_nothing_was_touched() {
    Story story = waiting(asking(1));
    TargetState before = Story.stable("1", 2).state();
    Decision late = story.seconds(24 * 3_600).look();
    assertEquals("idle", story.phase());
    assertEquals(before.stable(), story.state().stable());
    assertTrue(late.events().stream().anyMatch(e -> e instanceof Event.Told t && t.message().contains("nobody approved it in time")));
    assertTrue(late.events().stream().anyMatch(e -> e instanceof Event.RolloutEnded r && r.outcome() == Event.Outcome.NOT_STARTED));
  }

  @Test
  void an_approval_after_its_time_is_refused_even_before_anybody_looked() {
    Story story = waiting(asking(1)).seconds(24 * 3_600);
    assertEquals("SLW-2063", refused(approve(story, "bea", "managers")));
  }

  @Test
  void a_denial_an_abort_and_an_emergency_end_it_at_once() {
    for (Command said : List.of(new Command.Deny("bea", new RolloutId(1), "not today"), new Command.Abort("anna", "no"))) {
      Story story = waiting(asking(1));
      assertTrue(story.command(said).refusal().isEmpty());
      assertEquals("idle", story.phase());
    }
    Story burning = waiting(asking(1)).emergency();
    var unused = burning.look();
    assertEquals("idle", burning.phase());
  }

  @Test
  void a_rollback_does_not_wait_for_what_waits() {
    Story story = waiting(asking(1));
    var unused = approve(story, "bea", "managers");
    story.until("baking").bake(6, 50, 0);
    unused = deploy(story, "3", asking(1));
    assertEquals("awaiting-approval", story.phase());
    assertTrue(story.state().warm().isPresent(), "who waits lets nothing go that a way back needs");
    Decision back = story.command(new Command.Rollback("anna", "slow", Optional.empty()));
    assertTrue(back.refusal().isEmpty());
    assertEquals(Rollout.Kind.ROLLBACK, story.rollout().kind());
    assertEquals("starting", story.phase());
  }

  @Test
  void promote_is_no_approval_and_a_pause_does_not_lengthen_the_time_for_one() {
    Story story = waiting(asking(1));
    assertEquals("SLW-2067", refused(story.command(new Command.Promote("anna", true))));
    var unused = story.command(new Command.Pause("anna", "wait"));
    unused = approve(story, "bea", "managers");
    unused = story.seconds(10).look();
    assertEquals("approved", story.phase());
    unused = story.command(new Command.Resume("anna"));
    unused = story.look();
    assertEquals("starting", story.phase());
    Story late = waiting(asking(1));
    unused = late.command(new Command.Pause("anna", "wait"));
    unused = late.seconds(23 * 3_600).command(new Command.Resume("anna"));
    unused = late.seconds(3_600).look();
    assertEquals("idle", late.phase());
  }

  @Test
  void a_file_cannot_loosen_the_guard_in_force_by_itself() {
    Story story = waiting(asking(1));
    var unused = approve(story, "bea", "managers");
    story.until("baking").bake(6, 50, 0);
    unused = deploy(story, "3", Guard.NONE);
    assertEquals("awaiting-approval", story.phase());
    unused = approve(story, "bea", "managers");
    story.until("baking").bake(6, 50, 0);
    assertEquals(Optional.empty(), story.state().guard(), "once approved and promoted, the guard is gone");
    assertTrue(story.command(new Command.Deploy("anna", Given.release("4", 2), POLICY, Given.SETTINGS, WhenBusy.REFUSE, false, ""))
        .refusal().isEmpty());
    assertEquals("starting", story.phase());
  }
}
