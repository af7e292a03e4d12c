package dev.slipway.server.deploy;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.MetricSource;
import dev.slipway.server.problem.Refused;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes sure before a rollout that the measurements it is to be judged by exist. A misspelt metric would otherwise be a judge who is
 * never heard.
 */
public final class MetricCheck {
  private final MetricSource source;
  private final InstantSource wall;

  public MetricCheck(MetricSource source, InstantSource wall) {
    this.source = source;
    this.wall = wall;
  }

  /**
   * Asks each metric of stable once. Before a first deploy there is nothing that could have been measured yet; a source that is away
   * for the moment is the judge's business, who holds until it is back.
   */
  void known(TargetState state, JudgePolicy policy) {
    if (state.stable().isEmpty()) {
      return;
    }
    for (Metric metric : policy.metrics()) {
      Optional<String> unknown = policy.source(metric).flatMap(from -> unknown(state, state.stable().get(), metric, from));
      if (unknown.isPresent()) {
        throw new Refused(
            Refused.Kind.WRONG,
            "SLW-2044",
            "the metric " + metric.name() + " cannot be measured: " + unknown.get() + ". Nothing was started; traffic stays as it is",
            "Mend metrics: in slipway.yaml; what the source is asked is in docs/metrics.md");
      }
    }
  }

  private Optional<String> unknown(TargetState state, Release stable, Metric metric, SourceSpec from) {
    Reading reading = source.read(new Question(metric, from, state.id(), stable.id(), stable.version(), wall.instant().minus(from.lag())));
    return reading instanceof Reading.Unknown u ? Optional.of(u.why()) : Optional.empty();
  }
}
