package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.strategy.Strategy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rollout that goes on where the judge has no answer. */
final class WithoutAnAnswerTest {
  @Test
  void who_goes_on_without_an_answer_does_not_go_on_in_mid_breach() {
    Trigger patient = new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofSeconds(5));
    Story story = Story.stable("1", 4).deploy("2", 4, goingOnWithoutAnAnswer(Story.canary(2, 5, 100), patient));
    story.until("baking").bake(2.4, 50, 5);
    assertEquals("holding", story.phase());
    assertEquals(5, story.weight());
    story.bake(3.2, 50, 5);
    assertEquals("going-back", story.phase());
  }

  private static Policy goingOnWithoutAnAnswer(Strategy strategy, Trigger trigger) {
    Policy calm = Story.CALM;
    JudgePolicy d = JudgePolicy.TRIGGERS;
    JudgePolicy judge =
        new JudgePolicy(
            d.method(), d.alpha(), d.beta(), d.errors(), d.latency(), d.burst(), d.warmUp(), d.leastRequests(), d.leastCoverage(),
            d.splitTolerance(), d.objective(), d.saturation(), d.gates(), Otherwise.PROMOTE, d.onError(), d.metrics(), d.sources(),
            d.metricTriggers());
    return new Policy(
        strategy, List.of(trigger), List.of(), calm.keepStable(), calm.progressDeadline(), calm.onNoData(), judge, List.of(), List.of(),
        List.of());
  }
}
