package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.MetricTrigger;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a rollout does about the user's own measurements, by its policy. */
final class OwnMetricsInARolloutTest {
  private static final Metric DEPTH = new Metric("queue-depth", "mine", new Metric.Level("depth"));
  private static final MetricTrigger DEEP = new MetricTrigger("queue-depth", 100, MetricTrigger.Unit.PLAIN, Duration.ofMinutes(5));
  private static final Reading WRONG = new Reading.Wrong("SLW-4510 no answer within 5 s");
  private static final Reading UNKNOWN = new Reading.Unknown("SLW-4507 no metric");
  private static final Reading NOTHING = new Reading.Nothing("no series of 2");

  private static Policy policy(Otherwise onInconclusive, Otherwise onError) {
    JudgePolicy d = JudgePolicy.TRIGGERS;
    JudgePolicy judge =
        new JudgePolicy(
            d.method(), d.alpha(), d.beta(), d.errors(), d.latency(), d.burst(), d.warmUp(), d.leastRequests(), d.leastCoverage(),
            d.splitTolerance(), d.objective(), d.saturation(), d.gates(), onInconclusive, onError, List.of(DEPTH),
            List.of(new SourceSpec("mine", SourceSpec.Kind.PROMETHEUS, "http://127.0.0.1:9090", Duration.ofSeconds(5), Duration.ZERO)),
            List.of(DEEP));
    Policy p = Given.with(Given.canary(30, 10, 100));
    return new Policy(
        p.strategy(), p.triggers(), p.checks(), p.keepStable(), p.progressDeadline(), p.onNoData(), judge, p.before(), p.after(),
        p.afterRollback());
  }

  private static Story canary(Otherwise onInconclusive, Otherwise onError) {
    return Story.stable("1", 2).deploy("2", 2, policy(onInconclusive, onError)).until("baking");
  }

  private static Verdict told(Story story, int seconds, Reading reading) {
    Verdict last = new Verdict.Inconclusive("none was told");
    for (int i = 0; i < seconds && story.state().rollout().filter(r -> !r.goingBack()).isPresent(); i++) {
      story.seconds(1).served("1", 90, 0).served("2", 10, 0).own(DEPTH.name(), reading).obey();
      for (Event event : story.look().events()) {
        last = event instanceof Event.Judged judged ? judged.verdict() : last;
      }
    }
    return last;
  }

  private static void levels(Story story, int seconds, double depth) {
    for (int i = 0; i < seconds; i++) {
      story.seconds(1).served("1", 90, 0).served("2", 10, 0).own(DEPTH.name(), new Reading.Level(story.now(), depth)).obey();
      var unused = story.look();
    }
  }

  @Test
  void what_cannot_be_measured_leads_to_what_the_policy_says_of_errors() {
    for (Reading failing : List.of(WRONG, UNKNOWN)) {
      Story holds = canary(Otherwise.ROLLBACK, Otherwise.HOLD);
      assertInstanceOf(Verdict.Error.class, told(holds, 40, failing));
      assertEquals("holding", holds.phase());
      assertEquals(10, holds.weight());

      Story goesBack = canary(Otherwise.HOLD, Otherwise.ROLLBACK);
      var unused = told(goesBack, 25, failing);
      assertEquals("baking", goesBack.phase());
      unused = told(goesBack, 15, failing);
      assertEquals("going-back", goesBack.phase());
      assertTrue(((Phase.GoingBack) goesBack.rollout().phase()).cause().reason().endsWith("; on-error: rollback"));

      Story goesOn = canary(Otherwise.HOLD, Otherwise.PROMOTE);
      unused = told(goesOn, 45, failing);
      assertEquals(100, goesOn.weight());
    }
  }

  @Test
  void nothing_of_the_candidate_is_inconclusive_and_waits() {
    Story story = canary(Otherwise.HOLD, Otherwise.PROMOTE);
    assertInstanceOf(Verdict.Inconclusive.class, told(story, 600, NOTHING));
    assertEquals("holding", story.phase());
    assertEquals(10, story.weight());
  }

  @Test
  void a_source_that_comes_back_lets_a_rollout_that_holds_go_on() {
    Story story = canary(Otherwise.HOLD, Otherwise.HOLD);
    var unused = told(story, 40, WRONG);
    assertEquals("holding", story.phase());
    levels(story, 600, 10);
    assertEquals("2", story.stableVersion());
  }

  @Test
  void who_goes_on_without_an_answer_does_not_go_on_while_their_own_trigger_is_counting() {
    Story story = canary(Otherwise.PROMOTE, Otherwise.HOLD);
    levels(story, 60, 150);
    assertEquals("holding", story.phase());
    assertEquals(10, story.weight());
    for (int i = 0; i < 300 && story.state().rollout().isPresent() && !story.rollout().goingBack(); i++) {
      levels(story, 1, 150);
    }
    assertEquals("going-back", story.phase());
  }
}
