package dev.slipway.simulator.rehearsal;

/**
 * How a release answers.
 *
 * @param errorRate share of its requests that fail, 0–1
 * @param latency of all of them
 */
public record Conduct(double errorRate, LatencyShape latency) {}
