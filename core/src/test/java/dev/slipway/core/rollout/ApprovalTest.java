package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.guard.FreezeWindow;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.guard.Guarded;
import dev.slipway.core.release.Digest;
import dev.slipway.core.rollout.Command.WhenBusy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A rollout that needs approval, and freezes. The story's clocks, steady and on the wall, begin at 2030-01-01T00:00Z. */
final class ApprovalTest {
  private static final Policy POLICY = Given.with(Given.blueGreen(5), Given.ERRORS);
  private static final Digest OTHER = new Digest("f".repeat(64));

  private static Guard asking(int count, FreezeWindow... freeze) {
    ApprovalRule rule = new ApprovalRule(List.of("managers"), count, Duration.ofHours(24), Optional.empty());
    return new Guard(List.of(rule), List.of(freeze), Guard.Running.FINISH, List.of());
  }

  private static Guard frozen(Guard.Running running, String window) {
    return new Guard(List.of(), List.of(FreezeWindow.parse(window)), running, List.of());
  }

  private static Command.Deploy deploy(String version, Guard guard, WhenBusy busy, Optional<Guarded.Override> override) {
    return new Command.Deploy("anna", Given.release(version, 2), POLICY, Given.SETTINGS, busy, false, "", Optional.empty(), Optional.empty(),
        Optional.of(new Guarded(guard, OTHER, true, override)));
  }

  private static Decision deploy(Story story, String version, Guard guard) {
    return story.command(deploy(version, guard, WhenBusy.REFUSE, Optional.empty()));
  }

  private static Story waiting(Guard guard) {
    Story story = Story.stable("1", 2);
    var unused = deploy(story, "2", guard);
    return story;
  }

  private static Digest bound(Story story) {
    return story.rollout().clearance().orElseThrow().bound();
  }

  private static Decision approve(Story story, String by, String... groups) {
    return story.command(new Command.Approve(by, story.rollout().id(), bound(story), List.of(groups), "fine"));
  }

  private static String refused(Decision decision) {
    Decision.Refusal refusal = decision.refusal().orElseThrow();
    assertFalse(refusal.harmless());
    return refusal.code();
  }

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
    assertTrue(late.events().stream().anyMatch(e -> e instanceof Event.Told t && t.message().startsWith("SLW-2063")));
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

  @Test
  void an_override_begins_at_once_and_says_what_it_stood_in_for() {
    Guard guard = asking(1, FreezeWindow.parse("2030-01-01 – 2030-01-02 UTC"));
    Story story = Story.stable("1", 2).wall();
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
    Story story = Story.stable("1", 2).wall();
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
    Story story = Story.stable("1", 2).wall();
    var unused = deploy(story, "2", asking(1, hours));
    story.seconds(2 * 3_600);
    assertTrue(approve(story, "bea", "managers").refusal().isEmpty());
    Decision told = story.look();
    assertTrue(told.events().stream().anyMatch(e -> e instanceof Event.Told t && t.message().contains("2030-01-01T04:00:00Z")));
    assertEquals(List.of(), story.seconds(60).look().events(), "told once");
    unused = story.seconds(2 * 3_600).look();
    assertEquals("starting", story.phase());
    Story longer = Story.stable("1", 2).wall();
    unused = deploy(longer, "2", asking(1, FreezeWindow.parse("2030-01-01 02:00 – 2030-01-09 04:00 UTC")));
    unused = approve(longer.seconds(2 * 3_600), "bea", "managers");
    unused = longer.seconds(22 * 3_600).look();
    assertEquals("idle", longer.phase());
  }

  @Test
  void a_rollout_that_runs_into_a_freeze_finishes_or_goes_back_as_configured() {
    for (Guard.Running running : Guard.Running.values()) {
      Story story = Story.stable("1", 2).wall();
      var unused = deploy(story, "2", frozen(running, "2030-01-01 00:01 – 2030-01-01 09:00 UTC"));
      story.until("baking").seconds(60);
      unused = story.look();
      assertEquals(running == Guard.Running.FINISH ? "baking" : "going-back", story.phase());
    }
  }

  @Test
  void no_way_back_asks_the_calendar() {
    Guard freeze = frozen(Guard.Running.FINISH, "2030-01-01 00:01 – 2030-01-09 09:00 UTC");
    Story story = Story.stable("1", 2).wall();
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
    Guard guard = asking(1, FreezeWindow.parse("2029-01-01 – 2029-01-02 UTC"));
    Story story = Story.stable("1", 2);
    var unused = deploy(story, "2", guard);
    unused = approve(story, "bea", "managers");
    unused = story.look();
    assertEquals("approved", story.phase());
    assertEquals(Instant.parse("2030-01-01T00:00:00Z"), story.now());
  }
}
