package dev.slipway.core.analysis.foresight;

/**
 * The traffic that a policy is held against.
 *
 * @param requestsPerSecond of stable and candidate together, above 0
 * @param errorRate share of stable's requests that fail, 0–1
 */
public record Traffic(double requestsPerSecond, double errorRate) {}
