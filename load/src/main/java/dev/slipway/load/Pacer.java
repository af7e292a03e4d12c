package dev.slipway.load;

/**
 * The schedule: request i is intended at start + i / rate, whatever the server does.
 *
 * <p>Latency is counted from there, so that a stall shows as the wait it is to every request that fell into it, and not as one slow
 * request and a gap (coordinated omission: Gil Tene, "How NOT to Measure Latency").
 */
record Pacer(long startNanos, double requestsPerSecond, long maxRequests) {

    /** How many requests should have been sent by now. */
    long dueBy(long nowNanos) {
        long elapsed = nowNanos - startNanos;
        return elapsed < 0 ? 0 : Math.min(maxRequests, (long) (elapsed * requestsPerSecond / 1e9) + 1);
    }

    long intendedNanos(long index) {
        return startNanos + (long) (index * 1e9 / requestsPerSecond);
    }
}
