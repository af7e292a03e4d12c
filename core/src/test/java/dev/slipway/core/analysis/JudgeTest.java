package dev.slipway.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.traffic.LatencyHistogram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JudgeTest {
  private static final Duration BAKE = Duration.ofSeconds(2);
  private static final JudgedStep STEP = new JudgedStep(JudgePolicy.TRIGGERS, BAKE, 50, false, false, 0);
  private static final Trigger ERRORS = new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofSeconds(1));
  private static final Trigger HEALTH = new Trigger(Measure.FAILING_HEALTH, 0.5, Duration.ofSeconds(1));

  private static Verdict after(Trigger trigger, Batch.Sample... batches) {
    Watch watch = Watch.start(List.of(trigger), JudgePolicy.TRIGGERS, Baseline.UNKNOWN);
    Verdict verdict = new Verdict.Inconclusive("nothing yet");
    for (Batch.Sample sample : batches) {
      Judge.Judgement judgement = Judge.of(JudgePolicy.TRIGGERS)
          .judge(watch, new Batch(Duration.ofMillis(500), Duration.ZERO, Optional.empty(), sample, Map.of()), STEP);
      watch = judgement.watch();
      verdict = judgement.verdict();
    }
    return verdict;
  }

  private static Batch.Sample sample(boolean counted, int requests, int errors, int ready) {
    return new Batch.Sample(counted, requests, errors, LatencyHistogram.empty(), 4, ready, 0, 0, 0);
  }

  private static final Batch.Sample GOOD = sample(true, 100, 0, 4);
  private static final Batch.Sample BAD = sample(true, 100, 5, 4);
  private static final Batch.Sample QUIET = sample(true, 0, 0, 4);
  private static final Batch.Sample GAP = sample(false, 0, 0, 4);
  private static final Batch.Sample SICK = sample(true, 100, 0, 1);

  @Test
  void a_bake_full_of_good_batches_passes() {
    assertInstanceOf(Verdict.Passing.class, after(ERRORS, GOOD, GOOD, GOOD, GOOD));
  }

  @Test
  void before_its_bake_is_over_nothing_passes() {
    assertInstanceOf(Verdict.Inconclusive.class, after(ERRORS, GOOD, GOOD, GOOD));
  }

  @Test
  void a_gap_in_the_counters_is_not_watched_time() {
    assertInstanceOf(Verdict.Inconclusive.class, after(ERRORS, GOOD, GAP, GAP, GAP, GAP, GAP));
    assertInstanceOf(Verdict.Passing.class, after(ERRORS, GOOD, GAP, GOOD, GAP, GOOD, GOOD));
  }

  @Test
  void a_gap_in_the_counters_does_not_matter_where_no_trigger_asks_for_them() {
    assertInstanceOf(Verdict.Passing.class, after(HEALTH, GAP, GAP, GAP, GAP));
  }

  @Test
  void errors_that_last_fail_before_the_bake_is_over() {
    assertInstanceOf(Verdict.Failing.class, after(ERRORS, BAD, BAD));
  }

  @Test
  void a_gap_neither_counts_nor_clears_a_breach() {
    assertInstanceOf(Verdict.Failing.class, after(ERRORS, BAD, GAP, GAP, BAD));
    assertInstanceOf(Verdict.Inconclusive.class, after(ERRORS, BAD, GAP, GAP));
  }

  @Test
  void one_good_window_clears_a_breach() {
    assertInstanceOf(Verdict.Passing.class, after(ERRORS, BAD, GOOD, BAD, GOOD));
  }

  @Test
  void a_breach_that_has_not_lasted_yet_keeps_a_finished_bake_open() {
    assertInstanceOf(Verdict.Inconclusive.class, after(ERRORS, GOOD, GOOD, GOOD, BAD));
  }

  @Test
  void no_request_at_all_is_no_data_and_never_a_pass() {
    assertInstanceOf(Verdict.NoData.class, after(ERRORS, QUIET, QUIET, QUIET, QUIET));
  }

  @Test
  void instances_that_are_not_ready_fail_without_any_request() {
    assertInstanceOf(Verdict.Failing.class, after(HEALTH, SICK, SICK));
  }

  @Test
  void what_was_wrong_is_named_with_its_value() {
    assertEquals("error-rate > 1% for 1s: 5.00%", after(ERRORS, BAD, BAD).reason());
  }
}
