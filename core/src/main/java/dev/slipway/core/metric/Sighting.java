package dev.slipway.core.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * Something new that a metric said.
 *
 * @param until event time up to which it is known
 * @param covered event time since what was known before
 * @param candidateEvents of a rate those that went wrong, of a count all; 0 for a level
 * @param candidateTotal of a rate; 0 for a level
 * @param stableEvents likewise; 0 without a stable release
 * @param stableTotal likewise
 * @param candidateLevel of a level
 * @param stableLevel of a level, where there is a stable release
 */
public record Sighting(
    Instant until,
    Duration covered,
    double candidateEvents,
    double candidateTotal,
    double stableEvents,
    double stableTotal,
    OptionalDouble candidateLevel,
    OptionalDouble stableLevel) {}
