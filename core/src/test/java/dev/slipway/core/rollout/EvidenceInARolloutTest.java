package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.release.Release;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge as the decider feeds it. */
final class EvidenceInARolloutTest {
  private static Policy policy(int bakeSeconds, int... weights) {
    Policy p = Story.with(Story.canary(bakeSeconds, weights));
    return new Policy(
        p.strategy(), p.triggers(), p.checks(), p.keepStable(), p.progressDeadline(), p.onNoData(), JudgePolicy.DEFAULT, p.before(),
        p.after(), p.afterRollback());
  }

  /** Seconds in turns of 250 ms with so many requests to each in every turn. */
  private static void turns(Story story, int turns, long candidate, long candidateErrors, long stable) {
    for (int i = 0; i < turns && story.state().rollout().filter(r -> !r.goingBack()).isPresent(); i++) {
      story.seconds(0.25).served("2", candidate, candidateErrors).served("1", stable, 0);
      var unused = story.look();
    }
  }

  private static Story canary(int bakeSeconds) {
    return Story.stable("1", 2).deploy("2", 2, policy(bakeSeconds, 10, 100)).until("baking");
  }

  @Test
  void a_bad_candidate_goes_back_within_a_second_of_enough_errors() {
    Story story = canary(600);
    turns(story, 8, 25, 2, 225);
    assertEquals("going-back", story.phase());
    assertInstanceOf(Cause.Judged.class, ((Phase.GoingBack) story.rollout().phase()).cause());
    assertEquals(0, story.weight());
  }

  @Test
  void each_time_the_judge_sends_the_same_content_back_halves_its_budget_and_other_content_begins_anew() {
    Story story = Story.stable("1", 2);
    for (int attempt = 0; attempt < 3; attempt++) {
      story.deploy("2", 2, policy(600, 10, 100)).until("baking");
      assertEquals(attempt, story.rollout().attempt());
      assertEquals(attempt, Judging.judged(story.state(), story.rollout()).attempt());
      turns(story, 40, 25, 5, 225);
      assertEquals("going-back", story.phase());
      story.until("idle");
    }
    Release same = Story.release("2", 2);
    Release configured = new Release(same.id(), same.version(), same.artifact(), same.artifact(), same.run());
    assertEquals(3, story.state().attempt(same));
    assertEquals(0, story.state().attempt(configured));
    assertEquals(0, story.state().attempt(Story.release("3", 2)));
  }

  @Test
  void what_a_person_sends_back_costs_no_budget() {
    Story story = canary(600).abort().until("idle");
    assertEquals(0, story.state().attempt(Story.release("2", 2)));
  }

  @Test
  void counters_that_fall_drop_what_is_between_and_stop_nothing() {
    Story story = canary(600);
    turns(story, 8, 25, 0, 225);
    Duration covered = story.rollout().watching().orElseThrow().watch().covered();
    story.seconds(0.5).served("2", -150, 0);
    var unused = story.look();
    assertEquals(covered, story.rollout().watching().orElseThrow().watch().covered());
    turns(story, 8, 25, 0, 225);
    assertTrue(story.rollout().watching().orElseThrow().watch().covered().compareTo(covered.plusSeconds(1)) > 0);
    assertEquals("baking", story.phase());
  }

  @Test
  void more_errors_than_requests_are_not_believed() {
    Story story = canary(600);
    story.seconds(0.5).served("2", 100, 0).served("1", 900, 0);
    var unused = story.look();
    story.seconds(6).served("2", 0, 100).served("1", 900, 0);
    unused = story.look();
    assertEquals("baking", story.phase());
    assertEquals(100, story.rollout().watching().orElseThrow().watch().requests());
  }

  @Test
  void batches_are_made_twice_a_second_while_the_step_is_fresh_and_seldom_when_it_is_quiet() {
    Story busy = canary(600);
    turns(busy, 2, 25, 0, 225);
    assertEquals(Duration.ofMillis(500), busy.rollout().watching().orElseThrow().watch().covered());
    turns(busy, 240, 25, 0, 225);
    assertEquals(Duration.ofSeconds(2), UnderWay.batchInterval(busy.rollout()));
    Story quiet = canary(600);
    turns(quiet, 19, 1, 0, 1);
    assertEquals(Duration.ZERO, quiet.rollout().watching().orElseThrow().watch().covered());
    turns(quiet, 1, 1, 0, 1);
    assertEquals(Duration.ofSeconds(5), quiet.rollout().watching().orElseThrow().watch().covered());
  }

  @Test
  void when_a_batch_is_made_does_not_depend_on_how_requests_ended() {
    Story good = canary(600);
    Story bad = canary(600);
    for (int i = 0; i < 3; i++) {
      good.seconds(0.2).served("2", 12, 0).served("1", 100, 0);
      bad.seconds(0.2).served("2", 12, 1).served("1", 100, 0);
      assertEquals(good.look().state().rollout().orElseThrow().watching().orElseThrow().at(),
          bad.look().state().rollout().orElseThrow().watching().orElseThrow().at());
    }
  }

  @Test
  void inconclusive_holds_at_the_end_of_the_bake_and_nothing_is_promoted_by_itself() {
    Story story = canary(2);
    turns(story, 12, 25, 0, 225);
    assertEquals("holding", story.phase());
    assertEquals(10, story.weight());
  }

  @Test
  void a_verdict_that_passes_names_what_it_was_made_from() {
    Story story = canary(30);
    Decision last = Decision.none(story.state());
    for (int i = 0; i < 130 && story.phase().equals("baking"); i++) {
      story.seconds(0.25).served("2", 25, 0).served("1", 225, 0);
      last = story.look();
    }
    List<Event> events = last.events();
    Event.Judged judged = (Event.Judged) events.stream().filter(e -> e instanceof Event.Judged).findFirst().orElseThrow();
    assertInstanceOf(Verdict.Passing.class, judged.verdict());
    assertEquals("error-rate", judged.verdict().findings().getFirst().what());
    assertTrue(judged.verdict().findings().getFirst().pair().candidateTotal() >= 2_900);
  }
}
