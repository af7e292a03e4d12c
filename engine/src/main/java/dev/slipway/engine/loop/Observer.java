package dev.slipway.engine.loop;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.UnderWay;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.engine.metric.Readings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads the outside back. A part that does not answer is absent from the observation, and named in the problems. */
public final class Observer {
  private final Outsides outsides;
  private final BaselineMemory baseline = new BaselineMemory();

  public Observer(Outsides outsides) {
    this.outsides = outsides;
  }

  /** What is there now; what could not be read is added to the problems. */
  public Observation observe(TargetState state, Instant at, List<Problem> problems) {
    Outside outside = outsides.of(state);
    Optional<ReleaseId> calm = state.rollout().filter(r -> r.watching().isPresent()).isPresent() ? Optional.empty()
        : state.stable().map(Release::id);
    boolean due = countsDue(state, at) || calm.filter(s -> baseline.due(s, at)).isPresent();
    Optional<TrafficCounts> counts = due ? read("router", problems, () -> outside.router().counts(state.id())) : Optional.empty();
    calm.ifPresent(s -> counts.ifPresent(c -> remember(s, at, c)));
    boolean begins = calm.isPresent() && state.rollout().filter(r -> r.phase() instanceof Phase.Shifting).isPresent();
    return new Observation(
        at,
        read("platform", problems, () -> outside.platform().observe(state.id())),
        read("router", problems, () -> outside.router().read(state.id())),
        counts.map(c -> UnderWay.needed(state, c)),
        begins ? calm.map(baseline::of) : Optional.empty(),
        own(outside.readings(), state, at),
        UnderWay.task(state).flatMap(t -> read("tasks", problems, () -> outside.tasks().outcome(state.id(), t))));
  }

  private static Map<String, MetricSeen> own(Readings readings, TargetState state, Instant at) {
    Map<String, MetricSeen> seen = new TreeMap<>();
    state.rollout().filter(r -> UnderWay.batchDue(r, at)).ifPresent(
        rollout -> {
          JudgePolicy policy = rollout.policy().judge();
          for (Metric metric : policy.metrics()) {
            policy.source(metric).ifPresent(from -> seen.put(metric.name(), new MetricSeen(
                state.stable().map(s -> read(readings, metric, from, state, s)),
                    read(readings, metric, from, state, rollout.candidate()))));
          }
        });
    return seen;
  }

  private static Reading read(Readings readings, Metric metric, SourceSpec from, TargetState state, Release release) {
    return readings.latest(metric, from, state.id(), release.id(), release.version());
  }

  /** What is known of stable so far. */
  Baseline baseline(ReleaseId stable) {
    return baseline.of(stable);
  }

  private void remember(ReleaseId stable, Instant at, TrafficCounts counts) {
    if (baseline.due(stable, at)) {
      baseline.see(stable, at, counts);
    }
  }

  /** Counters are read when traffic is about to move and when a batch is due. */
  private static boolean countsDue(TargetState state, Instant at) {
    if (state.rollout().isEmpty() || state.rollout().get().goingBack()) {
      return false;
    }
    Rollout rollout = state.rollout().get();
    return rollout.phase() instanceof Phase.Shifting || UnderWay.batchDue(rollout, at);
  }

  private static <T> Optional<T> read(String part, List<Problem> problems, Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (OutsideException e) {
      problems.add(new Problem(part, e.code(), e.said()));
      return Optional.empty();
    }
  }
}
