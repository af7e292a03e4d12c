package dev.slipway.core.analysis;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.analysis.evidence.Dispersion;
import dev.slipway.core.traffic.LatencyHistogram;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A step that is watched second by second: the arrangement of the judge's tests. In all of them what is {@link Undecided} must be neither
 * failing nor passing.
 */
final class Watched {
  /** A stable release that failed at nothing in ten minutes, and of whose latencies nothing is known. */
  static final Baseline HEALTHY = new Baseline(
      Duration.ofMinutes(10), 600_000, 0, LatencyHistogram.empty(), new Dispersion(60, 600, 600_000, 0.6), List.of(), List.of());

  private static final int FAST = LatencyHistogram.indexOf(20_000_000);
  private static final int SLOW = LatencyHistogram.indexOf(200_000_000);

  private final JudgedStep step;
  private Watch watch;
  private Verdict verdict = new Verdict.Inconclusive("nothing yet");
  private Batch.Sample levels = sample(0, 0, 0);

  Watched(JudgedStep step, Baseline before, Trigger... triggers) {
    this(step, Watch.start(List.of(triggers), step.policy(), before));
  }

  Watched(JudgedStep step, Watch watch) {
    this.step = step;
    this.watch = watch;
  }

  /** A stable release of which five minutes and more are known: 1 % slow, none together. */
  static Baseline calm() {
    Dispersion windows = Dispersion.NONE;
    for (int i = 0; i < 40; i++) {
      windows = windows.plus(i % 2 == 0 ? 80 : 100, 9_000);
    }
    List<Integer> edges = Collections.nCopies(Baseline.QUANTILES.size(), FAST);
    return new Baseline(
        Duration.ofSeconds(400), 360_000, 0, LatencyHistogram.empty(), Dispersion.NONE, edges, Collections.nCopies(edges.size(), windows));
  }

  static JudgedStep step(JudgePolicy policy, int bakeSeconds, int weight) {
    return new JudgedStep(policy, Duration.ofSeconds(bakeSeconds), weight, true, false, 0);
  }

  static Batch.Sample sample(long requests, long errors, long slow) {
    LatencyHistogram latency = requests == 0 ? LatencyHistogram.empty() : LatencyHistogram.of(Map.of(FAST, requests - slow, SLOW, slow));
    return new Batch.Sample(true, requests, errors, latency, 2, 2, 0, 0, 0.1);
  }

  static JudgePolicy with(JudgePolicy p, OptionalDouble burst, JudgePolicy.Objective objective, JudgePolicy.WarmUp warmUp) {
    return new JudgePolicy(
        p.method(), p.alpha(), p.beta(), p.errors(), p.latency(), burst, warmUp, p.leastRequests(), p.leastCoverage(), p.splitTolerance(),
        objective, p.saturation(), p.gates(), p.onInconclusive(), p.onError(), p.metrics(), p.sources(), p.metricTriggers());
  }

  /** The candidate's CPU and memory from now on. */
  Watched memory(double share, int restarts) {
    levels = new Batch.Sample(true, 0, 0, LatencyHistogram.empty(), 2, 2, restarts, 0, share);
    return this;
  }

  /** So many seconds with this of both in each. */
  Watched seconds(int seconds, Batch.Sample candidate, Batch.Sample stable) {
    for (int i = 0; i < seconds && !(verdict instanceof Verdict.Failing); i++) {
      batch(new Batch(Duration.ofSeconds(1), Duration.ZERO, Optional.of(stable), at(candidate), Map.of()));
    }
    return this;
  }

  /** Seconds in which nothing could be counted. */
  Watched gap(int seconds) {
    Batch.Sample none = new Batch.Sample(false, 0, 0, LatencyHistogram.empty(), 2, 2, 0, 0, 0);
    for (int i = 0; i < seconds; i++) {
      batch(new Batch(Duration.ofSeconds(1), Duration.ZERO, Optional.of(none), none, Map.of()));
    }
    return this;
  }

  Watched batch(Batch batch) {
    Judge.Judgement judgement = Judge.of(step.policy()).judge(watch, batch, step);
    watch = judgement.watch();
    verdict = judgement.verdict();
    boolean decided = verdict instanceof Verdict.Failing || verdict instanceof Verdict.Passing;
    assertFalse(decided && Undecided.surely(watch, step), () -> "called undecided: " + said());
    return this;
  }

  private Batch.Sample at(Batch.Sample s) {
    double memory = levels.memory() > 0 ? levels.memory() : s.memory();
    return new Batch.Sample(s.counted(), s.requests(), s.errors(), s.latency(), s.wanted(), s.ready(), levels.restarts(), s.cpu(), memory);
  }

  Watch watch() {
    return watch;
  }

  Verdict verdict() {
    return verdict;
  }

  String said() {
    return verdict.getClass().getSimpleName() + ": " + verdict.reason();
  }
}
