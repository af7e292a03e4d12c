package dev.slipway.core.analysis;

import static dev.slipway.core.analysis.Watched.sample;
import static dev.slipway.core.analysis.Watched.step;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That it is never sure of what the judge would decide is asserted in {@link Watched}, in every test of the judge. */
final class UndecidedTest {
  private static boolean surely(Watched watched, JudgedStep step) {
    return Undecided.surely(watched.watch(), step);
  }

  @Test
  void it_is_sure_while_nothing_speaks_against_and_the_step_is_not_over() {
    JudgedStep step = step(JudgePolicy.DEFAULT, 600, 10);
    Watched watched = new Watched(step, Watched.calm()).seconds(599, sample(100, 0, 1), sample(900, 0, 9));
    assertTrue(surely(watched, step));
    watched.seconds(1, sample(100, 0, 1), sample(900, 0, 9));
    assertInstanceOf(Verdict.Passing.class, watched.verdict(), watched::said);
    assertFalse(surely(watched, step));
  }

  @Test
  void it_stays_sure_after_the_end_while_the_evidence_for_passing_is_not_in() {
    JudgedStep step = step(JudgePolicy.DEFAULT, 30, 10);
    Watched watched = new Watched(step, Watched.calm()).seconds(60, sample(10, 0, 0), sample(90, 0, 0));
    assertInstanceOf(Verdict.Inconclusive.class, watched.verdict(), watched::said);
    assertTrue(surely(watched, step));
  }

  @Test
  void it_leaves_to_the_judge_what_fails() {
    JudgedStep step = step(JudgePolicy.DEFAULT, 600, 10);
    Watched watched = new Watched(step, Watched.calm()).seconds(100, sample(100, 5, 1), sample(900, 0, 9));
    assertInstanceOf(Verdict.Failing.class, watched.verdict(), watched::said);
    assertFalse(surely(watched, step));
  }

  @Test
  void it_leaves_to_the_judge_a_gate_that_may_be_missed_long_after_the_end() {
    JudgedStep step = step(gated(new Gate(Measure.ERROR_RATE, 0.01)), 30, 10);
    Watched watched = new Watched(step, Watched.calm()).seconds(40, sample(2, 0, 0), sample(18, 0, 0));
    assertInstanceOf(Verdict.Inconclusive.class, watched.verdict(), watched::said);
    watched.seconds(1, sample(2, 1, 0), sample(18, 0, 0));
    assertInstanceOf(Verdict.Failing.class, watched.verdict(), watched::said);
    assertTrue(watched.said().contains("gate"), watched::said);
    assertFalse(surely(watched, step));
  }

  private static JudgePolicy gated(Gate gate) {
    JudgePolicy d = JudgePolicy.DEFAULT;
    return new JudgePolicy(
        d.method(), d.alpha(), d.beta(), d.errors(), d.latency(), d.burst(), d.warmUp(), d.leastRequests(), d.leastCoverage(),
        d.splitTolerance(), d.objective(), d.saturation(), List.of(gate), d.onInconclusive(), d.onError(), d.metrics(), d.sources(),
        d.metricTriggers());
  }

  @Test
  void it_leaves_to_the_judge_a_trigger_that_fired() {
    JudgedStep step = step(JudgePolicy.TRIGGERS, 600, 10);
    Trigger trigger = new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofSeconds(10));
    Watched watched = new Watched(step, Watched.calm(), trigger).seconds(5, sample(100, 5, 0), sample(900, 0, 0));
    assertTrue(surely(watched, step));
    watched.seconds(10, sample(100, 5, 0), sample(900, 0, 0));
    assertInstanceOf(Verdict.Failing.class, watched.verdict(), watched::said);
    assertFalse(surely(watched, step));
  }
}
