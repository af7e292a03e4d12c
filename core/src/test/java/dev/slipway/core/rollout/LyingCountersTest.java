package dev.slipway.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.strategy.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A router whose counters fall without having been started anew, or that counts more errors than requests. */
class LyingCountersTest {
  private static final Duration BAKE = Duration.ofSeconds(20);

  private static Policy policy(List<dev.slipway.core.analysis.Trigger> triggers, JudgePolicy judge) {
    Strategy canary = new Strategy.Canary(List.of(new Strategy.CanaryStep(10, BAKE, false), new Strategy.CanaryStep(100, BAKE, false)));
    return new Policy(canary, triggers, List.of(), Duration.ZERO, Duration.ofMinutes(5), Otherwise.HOLD, judge, List.of(), List.of(),
        List.of());
  }

  private static Story baking(Policy policy) {
    return Story.stable("1", 2).deploy("2", 2, policy).until("baking").served("1", 90_000, 0).served("2", 10_000, 0);
  }

  /** Turns until the bake is over; what was judged in them. */
  private static List<Verdict> verdicts(Story story) {
    return Stream.generate(() -> story.obey().seconds(0.5).served("1", 900, 0).served("2", 100, 0).look()).limit(60)
        .flatMap(d -> d.events().stream()).flatMap(e -> e instanceof Event.Judged j ? Stream.of(j.verdict()) : Stream.empty()).toList();
  }

  private static Verdict first(List<Verdict> verdicts) {
    assertTrue(!verdicts.isEmpty(), "nothing was judged");
    return verdicts.getFirst();
  }

  @Test
  void counters_that_fall_are_an_error_and_hold_the_step() {
    Story story = baking(policy(List.of(), JudgePolicy.DEFAULT));
    var unused = story.seconds(1).look();
    unused = story.served("2", -9_000, 0).seconds(1).look();
    Verdict verdict = first(verdicts(story));
    assertInstanceOf(Verdict.Error.class, verdict);
    assertTrue(verdict.reason().contains("fell from 10000 requests with 0 errors to 1800 requests"), verdict::reason);
    assertEquals(10, story.weight());
    assertTrue(((Phase.Baking) story.rollout().phase()).held().isPresent());
  }

  @Test
  void more_errors_than_requests_are_an_error_too() {
    Story story = baking(policy(List.of(Given.ERRORS), JudgePolicy.TRIGGERS));
    var unused = story.seconds(1).look();
    unused = story.served("1", 10, 20).seconds(1).look();
    Verdict verdict = first(verdicts(story));
    assertInstanceOf(Verdict.Error.class, verdict);
    assertTrue(verdict.reason().contains("of 10 requests to 1 20 failed"), verdict::reason);
  }

  @Test
  void what_nobody_reads_the_counters_for_is_not_held_by_them() {
    Story story = baking(policy(List.of(), JudgePolicy.TRIGGERS));
    var unused = story.seconds(1).look();
    unused = story.served("2", -9_000, 0).seconds(1).look();
    assertInstanceOf(Verdict.Passing.class, first(verdicts(story)));
  }

  @Test
  void the_next_step_begins_without_the_lie() {
    Story story = baking(policy(List.of(), JudgePolicy.DEFAULT));
    var unused = story.seconds(1).look();
    unused = story.served("2", -9_000, 0).seconds(1).look();
    unused = story.command(new Command.Promote("anna", false));
    while (story.weight() < 100) {
      unused = story.obey().seconds(0.5).look();
    }
    story.until("baking");
    assertEquals(Optional.empty(), story.rollout().watching().orElseThrow().watch().lie());
  }
}
