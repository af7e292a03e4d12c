package dev.slipway.core.objective;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.SourceSpec;

/**
 * A rate of the user's own that an objective is held against.
 *
 * @param source where it is asked for
 */
public record Measured(Metric metric, SourceSpec source) {
  public Measured {
    if (!(metric.form() instanceof Metric.Rate)) {
      throw new IllegalArgumentException(metric.name() + " is no rate: good ones of all cannot be told");
    }
  }

  /** Whether the same is asked of every release of one version, so that it must be asked once only. */
  public boolean byVersion() {
    return metric.form() instanceof Metric.Rate r && !r.total().contains("${release}") && !r.bad().contains("${release}");
  }
}
