package dev.slipway.core.traffic;

/**
 * What a router counted for one release since it started counting.
 *
 * @param requests requests that ended
 * @param errors of those, answered 5xx or not at all because the instance failed
 * @param connectFailures attempts that found no instance listening, also where a retry saved the request
 * @param inflight requests that have not ended
 * @param latency time to the last byte of each ended request
 */
public record ReleaseCounts(long requests, long errors, long connectFailures, long inflight, LatencyHistogram latency) {}
