package dev.slipway.core.analysis;

import static dev.slipway.core.analysis.EvidenceVerdictTest.says;
import static dev.slipway.core.analysis.Watched.sample;
import static dev.slipway.core.analysis.Watched.step;

import dev.slipway.core.analysis.evidence.Baseline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the judge says where no stable release answers beside the candidate: there is none, or the candidate has all traffic. */
final class WithoutStableBesideTest {
  private static final JudgePolicy POLICY = JudgePolicy.DEFAULT;

  @Test
  void without_a_stable_release_only_triggers_are_asked() {
    JudgedStep first = new JudgedStep(POLICY, Duration.ofSeconds(5), 100, false, false, 0);
    Watched watched = new Watched(first, Baseline.UNKNOWN);
    for (int i = 0; i < 5; i++) {
      watched.batch(new Batch(Duration.ofSeconds(1), Duration.ZERO, Optional.empty(), sample(10, 1, 0), Map.of()));
    }
    says(Verdict.Passing.class, "no trigger fired", watched);
  }

  @Test
  void at_all_traffic_the_rate_stable_had_before_stands_in() {
    Watched bad = new Watched(step(POLICY, 600, 100), Watched.HEALTHY).seconds(60, sample(1_000, 10, 0), sample(0, 0, 0));
    says(Verdict.Failing.class, "against none of stable's beside it", bad);
    Watched good = new Watched(step(POLICY, 60, 100), Watched.HEALTHY).seconds(60, sample(1_000, 1, 0), sample(0, 0, 0));
    says(Verdict.Passing.class, "as good", good);
  }

  @Test
  void at_all_traffic_what_stable_was_beside_the_candidate_counts_although_the_server_knew_nothing_before() {
    Watched half = new Watched(step(POLICY, 60, 50), Baseline.UNKNOWN).seconds(60, sample(500, 5, 0), sample(500, 5, 0));
    Watched whole = new Watched(step(POLICY, 60, 100), half.watch().nextStep()).seconds(60, sample(1_000, 10, 0), sample(0, 0, 0));
    says(Verdict.Passing.class, "as good", whole);
  }
}
