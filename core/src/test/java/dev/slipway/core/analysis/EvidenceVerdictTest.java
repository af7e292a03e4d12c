package dev.slipway.core.analysis;

import static dev.slipway.core.analysis.Watched.sample;
import static dev.slipway.core.analysis.Watched.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.traffic.LatencyHistogram;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Each verdict of the judge, and the reason it gives. */
final class EvidenceVerdictTest {
  private static final JudgePolicy POLICY = JudgePolicy.DEFAULT;

  private static Watched canary(int bakeSeconds) {
    return new Watched(step(POLICY, bakeSeconds, 10), Watched.HEALTHY);
  }

  static void says(Class<? extends Verdict> kind, String part, Watched watched) {
    assertInstanceOf(kind, watched.verdict(), watched::said);
    assertTrue(watched.said().contains(part), watched::said);
  }

  @Test
  void errors_beyond_stables_fail_at_once_and_say_how_surely() {
    Watched watched = canary(600).seconds(20, sample(100, 5, 0), sample(900, 1, 0));
    says(Verdict.Failing.class, "more than 1.2× stable's and above 0.1%", watched);
    says(Verdict.Failing.class, "wrong at most 1 time in 180", watched);
    assertTrue(watched.watch().covered().toSeconds() < 5, watched::said);
    assertTrue(watched.verdict().findings().getFirst().failing());
  }

  @Test
  void slow_answers_fail_once_the_candidate_is_warm() {
    Watched cold = new Watched(Watched.step(POLICY, 600, 10), Watched.calm()).seconds(60, sample(100, 0, 50), sample(900, 0, 9));
    says(Verdict.Inconclusive.class, "watched", cold);
    says(Verdict.Failing.class, "latency >", cold.seconds(10, sample(100, 0, 50), sample(900, 0, 9)));
  }

  @Test
  void slow_answers_are_left_to_the_triggers_while_nobody_knows_how_they_come_together() {
    says(Verdict.Inconclusive.class, "watched", canary(600).seconds(120, sample(100, 0, 50), sample(900, 0, 9)));
  }

  @Test
  void a_good_step_passes_when_its_bake_is_over_and_not_before() {
    Watched watched = canary(60).seconds(59, sample(100, 0, 0), sample(900, 0, 0));
    says(Verdict.Inconclusive.class, "watched 59 of 60 s", watched);
    says(Verdict.Passing.class, "shown to be as good", watched.seconds(1, sample(100, 0, 0), sample(900, 0, 0)));
  }

  @Test
  void what_nobody_asked_is_no_data() {
    says(Verdict.NoData.class, "the candidate got no requests in 10 s", canary(10).seconds(10, sample(0, 0, 0), sample(900, 0, 0)));
    says(Verdict.NoData.class, "no requests", canary(10).seconds(10, sample(0, 0, 0), sample(0, 0, 0)));
  }

  @Test
  void what_could_not_be_measured_is_no_pass() {
    says(Verdict.Inconclusive.class, "watched 0 of 10 s", canary(10).gap(100));
    Watched gap = canary(60).seconds(40, sample(100, 0, 0), sample(900, 0, 0)).gap(15).seconds(20, sample(100, 0, 0), sample(900, 0, 0));
    says(Verdict.Inconclusive.class, "only 80% of the step's time", gap);
  }

  @Test
  void a_source_that_lost_only_stable_is_a_gap_for_both() {
    Batch.Sample lost = new Batch.Sample(false, 0, 0, LatencyHistogram.empty(), 2, 2, 0, 0, 0);
    Watched watched = canary(10).seconds(30, sample(100, 50, 0), lost);
    assertEquals(Duration.ZERO, watched.watch().covered());
    assertInstanceOf(Verdict.Inconclusive.class, watched.verdict());
  }

  @Test
  void too_few_requests_are_inconclusive() {
    says(Verdict.Inconclusive.class, "500 are needed", canary(40).seconds(40, sample(10, 0, 0), sample(90, 0, 0)));
  }

  @Test
  void neither_worse_nor_shown_to_be_as_good_says_how_much_is_in() {
    says(Verdict.Inconclusive.class, "of the evidence for that is in", canary(10).seconds(10, sample(100, 0, 0), sample(900, 0, 0)));
  }

  @Test
  void another_split_than_was_asked_for_cannot_be_compared() {
    says(Verdict.Inconclusive.class, "the split is not the 10%", canary(30).seconds(30, sample(300, 0, 0), sample(700, 0, 0)));
    says(Verdict.Inconclusive.class, "the split is not the 10%", canary(120).seconds(120, sample(40, 0, 0), sample(960, 0, 0)));
  }

  @Test
  void where_users_are_split_the_share_of_requests_may_be_another() {
    JudgedStep sticky = new JudgedStep(POLICY, Duration.ofSeconds(30), 10, true, true, 0);
    says(Verdict.Passing.class, "as good", new Watched(sticky, Watched.HEALTHY).seconds(30, sample(300, 0, 0), sample(700, 0, 0)));
  }

  @Test
  void a_shared_outage_holds_and_never_sends_back() {
    Watched watched = canary(900).seconds(420, sample(100, 20, 0), sample(900, 180, 0))
        .seconds(480, sample(100, 20, 0), sample(900, 180, 0));
    says(Verdict.Inconclusive.class, "something that both depend on fails", watched);
  }

  @Test
  void a_trigger_of_the_users_fires_whatever_the_evidence_says() {
    Trigger trigger = new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofSeconds(5));
    Watched watched = new Watched(step(POLICY, 60, 10), Watched.HEALTHY, trigger).seconds(30, sample(100, 2, 0), sample(900, 18, 0));
    says(Verdict.Failing.class, "error-rate > 1% for 5s", watched);
  }

  @Test
  void a_thousand_million_requests_are_judged() {
    Watched watched = canary(1).seconds(1, sample(100_000_000, 100_000, 0), sample(900_000_000, 900_000, 0));
    says(Verdict.Passing.class, "as good", watched);
  }

  @Test
  void errors_that_come_together_count_as_fewer() {
    JudgePolicy bursty = Watched.with(POLICY, OptionalDouble.of(9), POLICY.objective(), POLICY.warmUp());
    Watched counted = new Watched(step(bursty, 600, 10), Watched.HEALTHY).seconds(3, sample(100, 3, 0), sample(900, 1, 0));
    assertInstanceOf(Verdict.Inconclusive.class, counted.verdict(), counted::said);
    assertEquals(9, counted.verdict().findings().isEmpty() ? 9 : counted.verdict().findings().getFirst().burst());
    Watched plain = canary(600).seconds(3, sample(100, 3, 0), sample(900, 1, 0));
    assertInstanceOf(Verdict.Failing.class, plain.verdict(), plain::said);
  }
}
