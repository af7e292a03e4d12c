package dev.slipway.core.metric;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import java.time.Instant;

/**
 * One metric of one release at one moment.
 *
 * @param metric which one
 * @param source where it is kept
 * @param target whose service and environment are meant
 * @param release whose measurements
 * @param version of that release
 * @param at event time that the answer should be for, wall clock; the source's lag is taken off already
 */
public record Question(Metric metric, SourceSpec source, TargetId target, ReleaseId release, String version, Instant at) {}
