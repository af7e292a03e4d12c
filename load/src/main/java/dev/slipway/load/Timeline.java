package dev.slipway.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The run second by second; only the current second keeps a histogram. */
final class Timeline {

    private static final int MOST_SECONDS = 2 * LoadPlan.MOST_SECONDS;

    private final List<LoadReport.Second> past = new ArrayList<>();
    private final Histogram micros = new Histogram(3_600_000_000L, 3);
    private Bucket current = new Bucket(0);

    /** The counts of one second. */
    final class Bucket {
        private final int second;
        private long requests;
        private long failed;
        private long appErrors;
        private final Map<String, Long> releases = new LinkedHashMap<>();

        private Bucket(int second) {
            this.second = second;
        }

        void countSucceeded() {
            requests++;
        }

        void countFailed() {
            requests++;
            failed++;
        }

        void countAppError() {
            requests++;
            appErrors++;
        }

        void recordLatency(long latencyMicros) {
            micros.recordValue(latencyMicros);
        }

        void countRelease(String release) {
            releases.merge(release, 1L, Long::sum);
        }

        private LoadReport.Second toReport() {
            LoadReport.Latency l = latency(micros);
            return new LoadReport.Second(second, requests, failed, appErrors, l.p50Ms(), l.p99Ms(), l.maxMs(), Map.copyOf(releases));
        }
    }

    /** Seconds never come in reverse; those in which nothing ended are filled with zeros. */
    Bucket at(int second) {
        while (current.second < second && past.size() < MOST_SECONDS) {
            past.add(current.toReport());
            micros.reset();
            current = new Bucket(current.second + 1);
        }
        return current;
    }

    List<LoadReport.Second> seconds() {
        List<LoadReport.Second> all = new ArrayList<>(past);
        all.add(current.toReport());
        return List.copyOf(all);
    }

    static LoadReport.Latency latency(Histogram h) {
        return new LoadReport.Latency(h.getTotalCount(), h.getValueAtPercentile(50) / 1e3, h.getValueAtPercentile(95) / 1e3,
            h.getValueAtPercentile(99) / 1e3, h.getMaxValue() / 1e3);
    }
}
