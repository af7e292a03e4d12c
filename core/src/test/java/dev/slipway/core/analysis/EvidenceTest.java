package dev.slipway.core.analysis;

import static dev.slipway.core.analysis.Watched.sample;
import static dev.slipway.core.analysis.Watched.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.analysis.evidence.Dispersion;
import dev.slipway.core.analysis.evidence.SplitTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is kept from batch to batch and from step to step. */
final class EvidenceTest {
  private static final JudgePolicy POLICY = JudgePolicy.DEFAULT;

  private static Watch watched(int seconds) {
    return new Watched(step(POLICY, 600, 10), Baseline.UNKNOWN).seconds(seconds, sample(100, 0, 1), sample(900, 1, 9)).watch();
  }

  @Test
  void the_next_step_keeps_what_spoke_against_the_candidate_and_begins_anew_with_the_rest() {
    Watch before = watched(20);
    Watch next = before.nextStep();
    assertEquals(before.evidence().errors().worse(), next.evidence().errors().worse());
    assertEquals(before.evidence().latency(), next.evidence().latency());
    assertEquals(before.evidence().burn(), next.evidence().burn());
    assertEquals(before.evidence().total(), next.evidence().total());
    assertNotEquals(SplitTest.START, before.evidence().split());
    assertEquals(SplitTest.START, next.evidence().split());
    assertTrue(before.evidence().errors().lnPassing() > 0);
    assertEquals(0, next.evidence().errors().lnPassing(), 1e-12);
    assertEquals(Duration.ZERO, next.covered());
    assertEquals(0, next.requests());
  }

  @Test
  void a_batch_between_two_steps_speaks_against_the_candidate_and_for_no_step() {
    Watch before = watched(20);
    Watch after = new Watched(step(POLICY, 600, 10), before).seconds(1, sample(100, 1, 1), sample(900, 1, 9)).watch();
    Watch kept = before.between(after);
    assertEquals(before.covered(), kept.covered());
    assertEquals(before.requests(), kept.requests());
    assertEquals(after.evidence(), kept.evidence());
  }

  @Test
  void the_order_in_which_batches_arrive_does_not_matter_to_what_they_show() {
    Watched one = new Watched(step(POLICY, 600, 10), Baseline.UNKNOWN).seconds(3, sample(100, 1, 0), sample(900, 1, 0))
        .seconds(3, sample(10, 0, 0), sample(90, 0, 0));
    Watched other = new Watched(step(POLICY, 600, 10), Baseline.UNKNOWN).seconds(3, sample(10, 0, 0), sample(90, 0, 0))
        .seconds(3, sample(100, 1, 0), sample(900, 1, 0));
    assertEquals(one.watch().evidence().errors().lnFailing(), other.watch().evidence().errors().lnFailing(), 1e-9);
  }

  @Test
  void latencies_are_kept_apart_only_until_it_is_known_where_to_look() {
    Watch first = watched(1);
    assertTrue(first.latencyBounds(POLICY).isEmpty());
    Watch later = watched(20);
    assertFalse(later.latencyBounds(POLICY).isEmpty());
    assertTrue(later.latencyBounds(JudgePolicy.TRIGGERS).isPresent());
  }

  @Test
  void a_candidate_is_warm_after_a_minute_or_enough_requests_to_each_instance() {
    Warming cold = Warming.COLD.plus(sample(100, 0, 0), Duration.ofSeconds(1));
    JudgePolicy.WarmUp either = new JudgePolicy.WarmUp(Duration.ofSeconds(60), 500);
    assertFalse(cold.plus(sample(999, 0, 0), Duration.ofSeconds(1)).over(either));
    assertTrue(cold.plus(sample(1_000, 0, 0), Duration.ofSeconds(1)).over(either));
    assertFalse(cold.plus(sample(1_000_000, 0, 0), Duration.ofSeconds(1)).over(POLICY.warmUp()));
    assertFalse(cold.plus(sample(1, 0, 0), Duration.ofSeconds(59)).over(POLICY.warmUp()));
    assertTrue(cold.plus(sample(1, 0, 0), Duration.ofSeconds(60)).over(POLICY.warmUp()));
  }

  @Test
  void one_more_instance_or_a_restart_is_cold_again_and_a_look_away_is_not() {
    Warming warm = Warming.COLD.plus(sample(0, 0, 0), Duration.ofSeconds(1)).plus(sample(5_000, 0, 0), Duration.ofSeconds(90));
    Batch.Sample third = new Batch.Sample(true, 10, 0, sample(10, 0, 0).latency(), 3, 3, 0, 0, 0);
    Batch.Sample died = new Batch.Sample(true, 10, 0, sample(10, 0, 0).latency(), 2, 2, 1, 0, 0);
    Batch.Sample away = new Batch.Sample(true, 10, 0, sample(10, 0, 0).latency(), 2, 1, 0, 0, 0);
    assertFalse(warm.plus(third, Duration.ofSeconds(1)).over(POLICY.warmUp()));
    assertFalse(warm.plus(died, Duration.ofSeconds(1)).over(POLICY.warmUp()));
    assertTrue(warm.plus(away, Duration.ofSeconds(1)).plus(sample(10, 0, 0), Duration.ofSeconds(1)).over(POLICY.warmUp()));
  }

  @Test
  void bursts_are_counted_in_windows_of_ten_seconds() {
    Bursts bursts = Bursts.NONE;
    for (int i = 0; i < 25; i++) {
      bursts = bursts.plus(2, 100, Duration.ofSeconds(1));
    }
    assertEquals(2, bursts.closed().windows());
    assertEquals(40, bursts.closed().events());
    assertEquals(10, bursts.errors());
    assertEquals(Duration.ofSeconds(5), bursts.open());
  }

  @Test
  void what_was_known_of_bursts_before_goes_before_what_is_seen_since() {
    Dispersion bursty = new Dispersion(60, 600, 60_000, 60.0);
    Baseline known = new Baseline(Duration.ofMinutes(10), 60_000, 600, dev.slipway.core.traffic.LatencyHistogram.empty(), bursty,
        java.util.List.of(), java.util.List.of());
    assertEquals(bursty.upperBound(), Bursts.NONE.size(known));
    assertTrue(bursty.upperBound() > 5);
    assertEquals(1, Bursts.NONE.size(Baseline.UNKNOWN));
  }
}
