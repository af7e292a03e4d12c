package dev.slipway.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.traffic.LatencyHistogram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Duration BATCH = Duration.ofMillis(500);
  private static final Duration BAKE = Duration.ofSeconds(5);
  private static final Trigger ERRORS = new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofSeconds(2));
  private static final Trigger HEALTH = new Trigger(Measure.FAILING_HEALTH, 0.5, Duration.ofSeconds(2));
  private static final Trigger P95 = new Trigger(Measure.P95, 500, Duration.ofSeconds(2));

  @Test
  void errors_above_the_limit_for_as_long_as_the_trigger_asks_fail_the_candidate() {
    Judge.Judgement judged = watch(List.of(ERRORS), 4, requests(100, 5));
    assertInstanceOf(Verdict.Failing.class, judged.verdict());
    assertTrue(judged.verdict().reason().contains("error-rate > 1% for 2s"), judged.verdict().reason());
    assertTrue(judged.verdict().reason().contains("5.00%"), judged.verdict().reason());
  }

  @Test
  void errors_for_less_long_do_not() {
    assertInstanceOf(Verdict.Inconclusive.class, watch(List.of(ERRORS), 3, requests(100, 5)).verdict());
  }

  @Test
  void one_good_window_clears_a_breach() {
    Watch breached = watch(List.of(ERRORS), 3, requests(100, 5)).watch();
    Watch cleared = Judge.TRIGGERS.judge(breached, requests(100, 0), BAKE).watch();
    assertEquals(Duration.ZERO, cleared.triggers().getFirst().breached());
  }

  @Test
  void a_gap_neither_counts_nor_clears() {
    Watch breached = watch(List.of(ERRORS), 3, requests(100, 5)).watch();
    Watch afterGap = Judge.TRIGGERS.judge(breached, uncounted(), BAKE).watch();
    assertEquals(breached.triggers().getFirst().breached(), afterGap.triggers().getFirst().breached());
    assertInstanceOf(Verdict.Failing.class, Judge.TRIGGERS.judge(afterGap, requests(100, 5), BAKE).verdict());
  }

  @Test
  void a_window_without_requests_is_no_good_window() {
    Watch breached = watch(List.of(ERRORS), 3, requests(100, 5)).watch();
    Watch quiet = Judge.TRIGGERS.judge(breached, requests(0, 0), BAKE).watch();
    assertEquals(breached.triggers().getFirst().breached(), quiet.triggers().getFirst().breached());
  }

  @Test
  void no_requests_in_the_whole_bake_is_no_data_and_not_a_pass() {
    assertInstanceOf(Verdict.NoData.class, watch(List.of(ERRORS), 10, requests(0, 0)).verdict());
  }

  @Test
  void a_bake_without_any_trigger_that_needs_requests_passes_on_health() {
    assertInstanceOf(Verdict.Passing.class, watch(List.of(HEALTH), 10, requests(0, 0)).verdict());
  }

  @Test
  void a_breach_that_stands_at_the_end_of_the_bake_is_inconclusive() {
    Watch good = watch(List.of(ERRORS), 9, requests(100, 0)).watch();
    assertInstanceOf(Verdict.Inconclusive.class, Judge.TRIGGERS.judge(good, requests(100, 50), BAKE).verdict());
  }

  @Test
  void failing_health_is_judged_without_any_request() {
    assertInstanceOf(Verdict.Failing.class, watch(List.of(HEALTH), 4, health(2, 0)).verdict());
  }

  @Test
  void half_of_the_instances_is_not_more_than_half() {
    assertInstanceOf(Verdict.Inconclusive.class, watch(List.of(HEALTH), 4, health(2, 1)).verdict());
  }

  @Test
  void latency_is_judged_by_its_quantile_not_its_mean() {
    int fast = LatencyHistogram.indexOf(1_000_000);
    int slow = LatencyHistogram.indexOf(900_000_000);
    assertInstanceOf(Verdict.Failing.class, watch(List.of(P95), 4, latency(Map.of(fast, 90L, slow, 10L))).verdict());
    assertInstanceOf(Verdict.Inconclusive.class, watch(List.of(P95), 4, latency(Map.of(fast, 98L, slow, 2L))).verdict());
  }

  @Test
  void a_breach_goes_on_across_a_step() {
    Watch next = watch(List.of(ERRORS), 3, requests(100, 5)).watch().nextStep();
    assertEquals(Duration.ZERO, next.covered());
    assertInstanceOf(Verdict.Failing.class, Judge.TRIGGERS.judge(next, requests(100, 5), BAKE).verdict());
  }

  @Test
  void a_trigger_reads_as_it_is_written() {
    assertEquals("error-rate > 1% for 5m", new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofMinutes(5)).toString());
    assertEquals("p95 > 500ms for 1s", new Trigger(Measure.P95, 500, Duration.ofSeconds(1)).toString());
    assertEquals("error-rate > 0.1% for 90s", new Trigger(Measure.ERROR_RATE, 0.001, Duration.ofSeconds(90)).toString());
  }

  private static Judge.Judgement watch(List<Trigger> triggers, int batches, Batch batch) {
    Judge.Judgement judged = Judge.TRIGGERS.judge(Watch.start(triggers), batch, BAKE);
    for (int i = 1; i < batches; i++) {
      judged = Judge.TRIGGERS.judge(judged.watch(), batch, BAKE);
    }
    return judged;
  }

  private static Batch requests(long requests, long errors) {
    return batch(new Batch.Sample(true, requests, errors, LatencyHistogram.empty(), 2, 2, 0, 0));
  }

  private static Batch uncounted() {
    return batch(new Batch.Sample(false, 0, 0, LatencyHistogram.empty(), 2, 2, 0, 0));
  }

  private static Batch health(int wanted, int ready) {
    return batch(new Batch.Sample(true, 0, 0, LatencyHistogram.empty(), wanted, ready, 0, 0));
  }

  private static Batch latency(Map<Integer, Long> counts) {
    long requests = counts.values().stream().mapToLong(Long::longValue).sum();
    return batch(new Batch.Sample(true, requests, 0, LatencyHistogram.of(counts), 2, 2, 0, 0));
  }

  private static Batch batch(Batch.Sample candidate) {
    return new Batch(BATCH, Optional.empty(), candidate);
  }
}
