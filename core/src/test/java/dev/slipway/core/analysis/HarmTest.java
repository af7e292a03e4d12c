package dev.slipway.core.analysis;

import static dev.slipway.core.analysis.Watched.sample;
import static dev.slipway.core.analysis.Watched.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.evidence.Baseline;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class HarmTest {
  private static final JudgePolicy.Objective STRICT = new JudgePolicy.Objective(0.999, 0.0001, true);

  /** So bursty that the evidence has no say. */
  private static Watched watched(JudgePolicy.Objective objective, int weight) {
    JudgePolicy policy = Watched.with(JudgePolicy.DEFAULT, OptionalDouble.of(1_000), objective, JudgePolicy.WarmUp.DEFAULT);
    return new Watched(step(policy, 86_400, weight), Baseline.UNKNOWN);
  }

  @Test
  void errors_that_stable_does_not_explain_are_capped_by_the_budget_of_thirty_days() {
    // 1,000 a second for 30 days, of which 0.1 % may fail, and of that one in ten thousand: 259.
    Watched watched = watched(STRICT, 10).seconds(250, sample(100, 1, 0), sample(900, 0, 0));
    assertInstanceOf(Verdict.Inconclusive.class, watched.verdict(), watched::said);
    watched.seconds(20, sample(100, 1, 0), sample(900, 0, 0));
    assertTrue(watched.said().contains("harm cap: 260 errors more"), watched::said);
  }

  @Test
  void one_error_where_hardly_anybody_asks_is_chance_and_a_dozen_are_not() {
    Watched watched =
        watched(JudgePolicy.Objective.DEFAULT, 10)
            .seconds(1, sample(1, 1, 0), sample(9, 0, 0))
            .seconds(600, sample(0, 0, 0), sample(0, 0, 0));
    assertFalse(watched.verdict() instanceof Verdict.Failing, watched::said);
    watched.seconds(1, sample(11, 10, 0), sample(9, 0, 0));
    assertTrue(watched.said().contains("harm cap: 11 errors more than stable's rate explains; 10 are allowed"), watched::said);
  }

  @Test
  void what_stable_suffers_too_is_not_capped() {
    Watched watched = watched(STRICT, 10).seconds(2_000, sample(100, 30, 0), sample(900, 270, 0));
    assertFalse(watched.verdict() instanceof Verdict.Failing, watched::said);
  }

  @Test
  void few_requests_of_stables_leave_room_for_chance() {
    JudgePolicy.Objective none = new JudgePolicy.Objective(0.999, 0, false);
    JudgePolicy policy = Watched.with(JudgePolicy.DEFAULT, OptionalDouble.of(1), none, JudgePolicy.WarmUp.DEFAULT);
    // Two of a thousand beside it, then seven of a thousand alone: nothing that two of a thousand would not be now and then.
    Watched half = new Watched(step(policy, 86_400, 50), Baseline.UNKNOWN).seconds(2, sample(500, 1, 0), sample(500, 1, 0));
    Watched alone = new Watched(step(policy, 86_400, 100), half.watch().nextStep()).seconds(6, sample(1_000, 7, 0), sample(0, 0, 0));
    assertFalse(alone.verdict() instanceof Verdict.Failing, alone::said);
  }

  @Test
  void a_budget_that_burns_on_the_candidate_alone_fails() {
    JudgePolicy.Objective lenient = new JudgePolicy.Objective(0.999, 1, true);
    Watched watched = watched(lenient, 10).seconds(299, sample(100, 2, 0), sample(900, 0, 0));
    assertInstanceOf(Verdict.Inconclusive.class, watched.verdict(), watched::said);
    watched.seconds(5, sample(100, 2, 0), sample(900, 0, 0));
    assertTrue(watched.said().contains("burn rate"), watched::said);
  }

  @Test
  void memory_over_its_limit_fails_only_when_stables_is_not() {
    Watched leaking = watched(JudgePolicy.Objective.DEFAULT, 10).memory(0.97, 0).seconds(61, sample(100, 0, 0), sample(900, 0, 0));
    assertTrue(leaking.said().contains("memory: over 95%"), leaking::said);
    Batch.Sample fullToo = new Batch.Sample(true, 900, 0, sample(900, 0, 0).latency(), 2, 2, 0, 0, 0.96);
    Watched both = watched(JudgePolicy.Objective.DEFAULT, 10).memory(0.97, 0).seconds(61, sample(100, 0, 0), fullToo);
    assertInstanceOf(Verdict.Inconclusive.class, both.verdict(), both::said);
  }

  @Test
  void memory_over_its_limit_for_less_than_most_of_the_time_does_not_fail() {
    Watched watched = watched(JudgePolicy.Objective.DEFAULT, 10).memory(0.97, 0).seconds(45, sample(100, 0, 0), sample(900, 0, 0));
    watched.memory(0.5, 0).seconds(45, sample(100, 0, 0), sample(900, 0, 0));
    assertInstanceOf(Verdict.Inconclusive.class, watched.verdict(), watched::said);
  }

  @Test
  void without_a_limit_cpu_is_not_judged() {
    assertEquals(OptionalDouble.empty(), JudgePolicy.Saturation.DEFAULT.cpu());
  }
}
