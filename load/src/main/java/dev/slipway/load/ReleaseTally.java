package dev.slipway.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/** What one release answered; touched by the one event loop only. */
final class ReleaseTally {

    private final long firstSentNanos;
    private long requests;
    private long lastSentNanos;
    private long lastAnsweredNanos;
    private long errors;
    private long firstErrorNanos;

    ReleaseTally(long sentNanos) {
        firstSentNanos = sentNanos;
        lastSentNanos = sentNanos;
    }

    void answered(int status, long sentNanos, long answeredNanos) {
        requests++;
        lastSentNanos = Math.max(lastSentNanos, sentNanos);
        lastAnsweredNanos = answeredNanos;
        if (status >= 500) {
            firstErrorNanos = errors == 0 ? sentNanos : Math.min(firstErrorNanos, sentNanos);
            errors++;
        }
    }

    /** The same of each release, in the order of their first answers. */
    static Map<String, LoadReport.ReleaseSeen> seen(Map<String, ReleaseTally> releases, LongToDoubleFunction millis) {
        Map<String, LoadReport.ReleaseSeen> seen = new LinkedHashMap<>();
        releases.forEach((release, tally) -> seen.put(release, tally.seen(millis)));
        return seen;
    }

    /** @param millis from a time of the run's clock to one since its start */
    LoadReport.ReleaseSeen seen(LongToDoubleFunction millis) {
        return new LoadReport.ReleaseSeen(
            requests, millis.applyAsDouble(firstSentNanos), millis.applyAsDouble(lastSentNanos), millis.applyAsDouble(lastAnsweredNanos),
            errors, errors == 0 ? -1 : millis.applyAsDouble(firstErrorNanos));
    }
}
