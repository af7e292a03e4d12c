package dev.slipway.engine.metric;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;

/** What the user's own systems last said, without waiting for them. */
public interface Readings {
  /** Nobody is asked. */
  Readings NONE = (metric, from, target, release, version) -> new Reading.Nothing("no source is asked here");

  /** The last reading; it may cause a new one to be fetched meanwhile. */
  Reading latest(Metric metric, SourceSpec from, TargetId target, ReleaseId release, String version);
}
