package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.HttpQuestion;
import dev.slipway.core.check.When;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked on the live address while a step bakes. */
final class LiveChecksTest {
  private static final CheckSpec BOTH = CheckSpec.of(new CheckKind.Request(HttpQuestion.get("/")));

  private static Policy asking(Policy policy, CheckSpec... checks) {
    return new Policy(
        policy.strategy(), policy.triggers(), List.of(), policy.keepStable(), policy.progressDeadline(), policy.onNoData(), policy.judge(),
        List.of(), List.of(), List.of(), Optional.of(List.of(checks)));
  }

  private static Story atTheFirstStep(Policy policy) {
    Story story = Story.stable("1", 2).deploy("2", 2, asking(policy, BOTH)).until("checking");
    var unused = story.task(new Task.Outcome.Succeeded("1 check passed")).look();
    return story.until("baking");
  }

  private static Task underWay(Story story) {
    return UnderWay.task(story.state()).orElseThrow();
  }

  @Test
  void a_step_without_a_bake_waits_for_its_checks_on_the_live_address() {
    Story story = atTheFirstStep(Given.with(Given.canary(0, 10, 100)));
    Task task = underWay(story);
    assertEquals(When.LIVE, ((Task.Work.Validate) task.work()).suite().place());
    var running = story.task(new Task.Outcome.Running()).look();
    assertTrue(running.events().isEmpty());
    assertEquals("baking", story.phase());
    assertEquals(10, story.weight());
    Decision passed = story.task(new Task.Outcome.Succeeded("1 check passed")).look();
    assertEquals(new Event.TaskEnded(task.id(), new Task.Outcome.Succeeded("1 check passed")), passed.events().getFirst());
    assertEquals("starting", story.phase());
  }

  @Test
  void every_step_is_asked_anew_under_an_id_of_its_own() {
    Story story = atTheFirstStep(Given.with(Given.canary(0, 10, 100)));
    assertEquals("1-live-checks-1", underWay(story).id());
    var unused = story.task(new Task.Outcome.Succeeded("")).look();
    story.until("baking");
    assertEquals("1-live-checks-2", underWay(story).id());
  }

  @Test
  void a_failing_check_on_the_live_address_goes_back_and_says_which() {
    Story story = atTheFirstStep(Given.with(Given.canary(60, 10, 100)));
    var unused = story.task(new Task.Outcome.Failed("api orders: GET /orders → 500", "")).look();
    Phase.GoingBack back = assertInstanceOf(Phase.GoingBack.class, story.rollout().phase());
    assertEquals(new Cause.CheckFailed("on the live address: api orders: GET /orders → 500"), back.cause());
    assertEquals(0, story.weight());
  }

  @Test
  void the_judge_goes_on_watching_while_checks_are_asked() {
    Story story = atTheFirstStep(Given.with(Given.canary(60, 10, 100), Given.ERRORS));
    for (int i = 0; i < 30 && !story.rollout().goingBack(); i++) {
      var unused = story.seconds(0.2).served("2", 20, 20).task(new Task.Outcome.Running()).look();
    }
    assertInstanceOf(Cause.Judged.class, ((Phase.GoingBack) story.rollout().phase()).cause());
  }

  @Test
  void a_person_who_promotes_does_not_pass_over_the_checks() {
    Story story = atTheFirstStep(Given.with(Given.canary(60, 10, 100)));
    var unused = story.command(new Command.Promote("anna", false));
    story.look();
    assertEquals("baking", story.phase());
    story.task(new Task.Outcome.Succeeded("")).look();
    assertEquals("starting", story.phase());
  }

  @Test
  void checks_lost_in_a_crash_are_asked_again() {
    Story story = atTheFirstStep(Given.with(Given.canary(0, 10, 100)));
    assertTrue(UnderWay.mayStart(underWay(story), new Task.Outcome.Lost()));
    story.task(new Task.Outcome.Lost()).look();
    assertEquals("baking", story.phase());
  }

  @Test
  void checks_that_nobody_answers_end_by_the_progress_deadline() {
    Story story = atTheFirstStep(Given.with(Given.canary(0, 10, 100)));
    story.seconds(Given.CALM.progressDeadline().toSeconds() + 61).task(new Task.Outcome.Running()).look();
    assertInstanceOf(Cause.TooSlow.class, ((Phase.GoingBack) story.rollout().phase()).cause());
  }

  @Test
  void what_is_asked_on_the_preview_alone_holds_no_step() {
    CheckSpec preview = new CheckSpec(BOTH.kind(), Optional.empty(), Optional.empty(), When.PREVIEW, false);
    Story story = Story.stable("1", 2).deploy("2", 2, asking(Given.with(Given.canary(0, 10, 100)), preview)).until("checking");
    story.task(new Task.Outcome.Succeeded("1 check passed")).look();
    assertFalse(UnderWay.task(story.until("baking").state()).isPresent());
  }

  @Test
  void the_way_back_to_a_release_of_before_asks_nothing() {
    Story story = Story.stable("1", 2);
    var unused = story.command(new Command.Rollback("anna", "slow", Optional.of(Given.release("0", 2))));
    story.until("baking");
    assertFalse(UnderWay.task(story.state()).isPresent());
  }
}
