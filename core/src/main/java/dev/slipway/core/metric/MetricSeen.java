package dev.slipway.core.metric;

import java.util.Optional;

/**
 * What a source last said of one metric.
 *
 * @param stable of stable, absent on a first deploy
 * @param candidate of the candidate
 */
public record MetricSeen(Optional<Reading> stable, Reading candidate) {}
