package dev.slipway.load;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** All counts of a run; touched by the one event loop only. */
final class Scoreboard {
    private static final long MOST_MICROS = 3_600_000_000L;
    // A service that puts something unbounded in X-Release must not grow the report without end.
    private static final int MOST_RELEASES = 1_000;

    private final LongSupplier nanoClock;
    private final long startNanos;
    private final long rampEndNanos;
    private final long startedAtMillis;
    private final Histogram latencyMicros = new Histogram(MOST_MICROS, 3);
    private final Histogram slowMicros = new Histogram(MOST_MICROS, 3);
    private final Timeline timeline = new Timeline();
    private final Map<FailureCause, Long> failures = new EnumMap<>(FailureCause.class);
    private final Map<String, Long> statuses = new TreeMap<>();
    private final Map<String, ReleaseTally> releases = new LinkedHashMap<>();
    private long succeeded;
    private long failed;
    private long appErrors;
    private long notSent;
    private long inFlight;
    private long newConnections;
    private long dropped;
    private long drainedCloses;
    private long reconnects;
    private long webSocketMessages;
    private long events;
    private long http2Retries;
    private long stickyChanges;
    private long sentAgain;

    Scoreboard(LongSupplier nanoClock, long startNanos, int rampSeconds, long startedAtMillis) {
        this.nanoClock = nanoClock;
        this.startNanos = startNanos;
        this.rampEndNanos = startNanos + rampSeconds * 1_000_000_000L;
        this.startedAtMillis = startedAtMillis;
    }

    void requestStarted() {
        inFlight++;
    }

    long inFlight() {
        return inFlight;
    }

    void requestNotSent() {
        notSent++;
    }

    void connectionOpened() {
        newConnections++;
    }

    void answeredBy(String release, int status, long sentNanos) {
        statuses.merge(Integer.toString(status), 1L, Long::sum);
        if (release.isEmpty() || (releases.size() >= MOST_RELEASES && !releases.containsKey(release))) {
            return;
        }
        releases.computeIfAbsent(release, r -> new ReleaseTally(sentNanos)).answered(status, sentNanos, nanoClock.getAsLong());
        timeline.at(second()).countRelease(release);
    }

    void requestSucceeded(RequestKind kind, long intendedNanos) {
        succeeded++;
        inFlight--;
        timeline.at(second()).countSucceeded();
        recordLatency(kind, intendedNanos);
    }

    void requestFailedInApp(RequestKind kind, long intendedNanos) {
        inFlight--;
        heldConnectionFailedInApp();
        recordLatency(kind, intendedNanos);
    }

    void requestFailed(RequestKind kind, FailureCause cause, long intendedNanos) {
        inFlight--;
        heldConnectionFailed(cause);
        if (kind == RequestKind.SLOW && (cause == FailureCause.CUT_RESPONSE || cause == FailureCause.RESET)) {
            dropped++;
        }
        // Refused at once is not quick service; a timeout is how long somebody waited.
        if (cause == FailureCause.TIMEOUT || cause == FailureCause.STATUS_5XX) {
            recordLatency(kind, intendedNanos);
        }
    }

    /** A WebSocket or event stream that could not be opened or said something wrong: counts as one failed request. */
    void heldConnectionFailed(FailureCause cause) {
        failed++;
        failures.merge(cause, 1L, Long::sum);
        timeline.at(second()).countFailed();
    }

    /** A WebSocket or event stream that the service refused on purpose. */
    void heldConnectionFailedInApp() {
        appErrors++;
        timeline.at(second()).countAppError();
    }

    void connectionDropped() {
        dropped++;
    }

    void connectionDrained() {
        drainedCloses++;
    }

    void connectionReopened() {
        reconnects++;
    }

    void webSocketEchoed() {
        webSocketMessages++;
    }

    void eventSeen() {
        events++;
    }

    void http2Retried() {
        http2Retries++;
    }

    void sentAgain() {
        sentAgain++;
    }

    void stickyChanged() {
        stickyChanges++;
    }

    LoadReport report() {
        return new LoadReport(Math.round(millis(nanoClock.getAsLong())) / 1000.0, startedAtMillis, succeeded + appErrors + failed, succeeded,
            failed, FailureCause.labelled(failures), appErrors, notSent, inFlight, newConnections, dropped, drainedCloses, reconnects,
            webSocketMessages, events, http2Retries, sentAgain, stickyChanges, new TreeMap<>(statuses),
            ReleaseTally.seen(releases, this::millis), Timeline.latency(latencyMicros), Timeline.latency(slowMicros), timeline.seconds());
    }

    private void recordLatency(RequestKind kind, long intendedNanos) {
        long micros = Math.clamp((nanoClock.getAsLong() - intendedNanos) / 1_000, 0, MOST_MICROS);
        if (kind != RequestKind.SLOW) {
            timeline.at(second()).recordLatency(micros);
        }
        if (intendedNanos >= rampEndNanos) {
            (kind == RequestKind.SLOW ? slowMicros : latencyMicros).recordValue(micros);
        }
    }

    private int second() {
        return (int) ((nanoClock.getAsLong() - startNanos) / 1_000_000_000L);
    }

    private double millis(long nanos) {
        return Math.round((nanos - startNanos) / 1e4) / 100.0;
    }
}
