package dev.slipway.load;

/**
 * The schedule: when request i is intended, whatever the server does. The rate grows evenly during the ramp and stays then.
 *
 * <p>Latency is counted from the intended start, so that a stall shows as the wait it is to every request that fell into it, and not as
 * one slow request and a gap (coordinated omission: Gil Tene, "How NOT to Measure Latency").
 */
record Pacer(long startNanos, double requestsPerSecond, double rampSeconds, long maxRequests) {

    /** How many requests should have been sent by now. */
    long dueBy(long nowNanos) {
        double seconds = (nowNanos - startNanos) / 1e9;
        if (seconds < 0 || maxRequests == 0) {
            return 0;
        }
        double due = seconds < rampSeconds
            ? requestsPerSecond * seconds * seconds / (2 * rampSeconds)
            : requestsPerSecond * (seconds - rampSeconds / 2);
        return Math.min(maxRequests, (long) due + 1);
    }

    /** The inverse of {@link #dueBy}. */
    long intendedNanos(long index) {
        double inRamp = requestsPerSecond * rampSeconds / 2;
        double seconds = index < inRamp
            ? Math.sqrt(2 * rampSeconds * index / requestsPerSecond)
            : index / requestsPerSecond + rampSeconds / 2;
        return startNanos + (long) (seconds * 1e9);
    }
}
