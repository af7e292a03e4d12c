package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.check.Check;
import dev.slipway.core.strategy.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of a candidate before any traffic. */
final class CheckingTest {
  @Test
  void checks_are_asked_on_the_preview_address_before_any_traffic() {
    Story story = Story.stable("1", 2).deploy("2", 2, checked(Story.blueGreen(0))).until("checking");
    assertEquals(0, story.weight());
    var unused = story.task(new Task.Outcome.Succeeded("200")).look();
    assertEquals("shifting", story.phase());
  }

  @Test
  void a_failed_check_goes_back_before_any_traffic() {
    Story story = Story.stable("1", 2).deploy("2", 2, checked(Story.blueGreen(0))).until("checking");
    var unused = story.task(new Task.Outcome.Failed("500", "")).look();
    assertInstanceOf(Cause.CheckFailed.class, ((Phase.GoingBack) story.rollout().phase()).cause());
    assertEquals(0, story.weight());
  }

  private static Policy checked(Strategy strategy) {
    Policy calm = Story.CALM;
    return new Policy(
        strategy, List.of(), List.of(Check.get("/")), calm.keepStable(), calm.progressDeadline(), calm.onNoData(), JudgePolicy.TRIGGERS,
        List.of(), List.of(), List.of());
  }
}
