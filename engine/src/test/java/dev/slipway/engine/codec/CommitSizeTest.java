package dev.slipway.engine.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.Batch;
import dev.slipway.core.analysis.Judge;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.JudgedStep;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.analysis.evidence.Dispersion;
import dev.slipway.core.analysis.evidence.LatencyTest;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Every batch is a commit, so what the judge remembers must be little, whatever latencies there were and however long it lasts. */
final class CommitSizeTest {
  private static final int MOST_BYTES = 4_096;
  private static final JudgedStep STEP = new JudgedStep(JudgePolicy.DEFAULT, Duration.ofHours(2), 5, true, false, 0);

  private final SplittableRandom random = new SplittableRandom(1);
  private final LatencyHistogram.Recorder stable = new LatencyHistogram.Recorder();
  private final LatencyHistogram.Recorder candidate = new LatencyHistogram.Recorder();

  private void requests(LatencyHistogram.Recorder to, int count) {
    for (int i = 0; i < count; i++) {
      to.record((long) (20e6 * Math.exp(0.8 * random.nextGaussian())));
    }
  }

  private Baseline before() {
    LatencyHistogram.Recorder recorder = new LatencyHistogram.Recorder();
    requests(recorder, 100_000);
    List<Integer> edges = LatencyTest.at(Baseline.QUANTILES, recorder.snapshot()).edges();
    Dispersion calm = new Dispersion(360, 100, 100_000, 1.2);
    return new Baseline(Duration.ofHours(1), 100_000, 100, recorder.snapshot(), calm, edges, Collections.nCopies(4, calm));
  }

  private Rollout.Watching watched(Watch from, int minutes) {
    Watch watch = from;
    LatencyHistogram ofStable = LatencyHistogram.empty();
    LatencyHistogram ofCandidate = LatencyHistogram.empty();
    for (int i = 0; i < minutes * 6; i++) {
      requests(stable, 950);
      requests(candidate, 50);
      LatencyHistogram nextStable = folded(watch, stable.snapshot());
      LatencyHistogram nextCandidate = folded(watch, candidate.snapshot());
      Batch.Sample beside = sample(950, nextStable.minus(folded(watch, ofStable)));
      Batch batch = new Batch(
          Duration.ofSeconds(10), Duration.ZERO, Optional.of(beside), sample(50, nextCandidate.minus(folded(watch, ofCandidate))),
          Map.of());
      watch = Judge.of(STEP.policy()).judge(watch, batch, STEP).watch();
      ofStable = nextStable;
      ofCandidate = nextCandidate;
    }
    Map<ReleaseId, ReleaseCounts> counts = Map.of(new ReleaseId("1.0.0"), counts(ofStable), new ReleaseId("1.1.0"), counts(ofCandidate));
    return new Rollout.Watching(watch, Instant.parse("2030-01-01T00:00:00.123456789Z"), new TrafficCounts("b2c0f5", counts));
  }

  private static LatencyHistogram folded(Watch watch, LatencyHistogram full) {
    return watch.latencyBounds(STEP.policy()).map(full::folded).orElse(full);
  }

  private static ReleaseCounts counts(LatencyHistogram latency) {
    return new ReleaseCounts(latency.total(), 100, 0, 3, latency);
  }

  private static Batch.Sample sample(long requests, LatencyHistogram latency) {
    return new Batch.Sample(true, requests, 1, latency, 4, 4, 0, 0.2513, 0.4121);
  }

  @Test
  void a_canary_after_an_hour_remembers_less_than_four_kilobytes() {
    Rollout.Watching watching = watched(Watch.start(List.of(), STEP.policy(), before()), 60);
    String json = CoreJson.write(watching);
    assertTrue(json.length() < MOST_BYTES, () -> json.length() + " bytes: " + json);
    assertEquals(watching, CoreJson.read(Rollout.Watching.class, json));
  }

  @Test
  void one_that_began_on_a_server_that_knew_nothing_soon_does_as_well() {
    Rollout.Watching watching = watched(Watch.start(List.of(), STEP.policy(), Baseline.UNKNOWN), 2);
    String json = CoreJson.write(watching);
    assertTrue(json.length() < MOST_BYTES, () -> json.length() + " bytes: " + json);
  }
}
