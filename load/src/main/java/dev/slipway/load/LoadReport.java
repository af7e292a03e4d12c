package dev.slipway.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run saw, so far or in the end.
 *
 * @param startedAtMillis since 1970, when request 0 was intended; all other times of the report count from there
 * @param requests ended, well or not, and the WebSockets and event streams that could not be opened or said something wrong; {@code requests = succeeded + appErrors + failed}
 * @param failed lost or spoiled on their way, or answered with an error nobody meant; the sum of {@code failures}
 * @param appErrors answered with an error that the service marked as its own ({@code X-Shop-Fault: intended}) or that the plan expects
 * @param notSent due while the most allowed were in flight: the generator's limit, neither sent nor counted as requests
 * @param inFlight sent and not yet ended
 * @param droppedConnections WebSockets, event streams and slow responses that were cut before their end
 * @param drainedCloses WebSockets closed with 1001 and event streams ended in an orderly way: announced, and opened again
 * @param sentAgain GETs that were sent once more since the kept connection they went to ended without an answer; not failed if that
 *     answered
 * @param stickyChanges times that a virtual user was answered by another release than before
 * @param latency of the quick kinds, without the ramp
 * @param slowLatency of the slow kind, which {@code latency} leaves out
 */
public record LoadReport(double seconds, long startedAtMillis, long requests, long succeeded, long failed, Map<String, Long> failures,
                         long appErrors, long notSent, long inFlight, long newConnections, long droppedConnections,
                         long drainedCloses, long reconnects, long webSocketMessages, long events, long http2Retries,
                         long sentAgain, long stickyChanges, Map<String, Long> statuses, Map<String, ReleaseSeen> releases, Latency latency,
                         Latency slowLatency, List<Second> timeline) {

    /**
     * How often and when a release ({@code X-Release}) answered; times in ms since the start, by when the request was sent.
     *
     * @param errors of those, answered with 5xx
     * @param firstErrorSentMs negative where there was none
     */
    public record ReleaseSeen(long requests, double firstSentMs, double lastSentMs, double lastAnsweredMs, long errors,
                              double firstErrorSentMs) { }

    /** In ms from the intended start of the request to the last byte of its answer. */
    public record Latency(long count, double p50Ms, double p95Ms, double p99Ms, double maxMs) { }

    /** One second of the run, by when requests ended; its latencies leave out the slow kind. */
    public record Second(int second, long requests, long failed, long appErrors, double p50Ms, double p99Ms, double maxMs,
                         Map<String, Long> releases) { }

    private static final JsonMapper JSON = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

    public long failedBy(FailureCause cause) {
        return failures.getOrDefault(cause.label(), 0L);
    }

    /** What was seen of one release; empty if it never answered. */
    public Optional<ReleaseSeen> seenOf(String release) {
        return Optional.ofNullable(releases.get(release));
    }

    /** On one line, names in snake_case. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report of numbers and strings could not be written as JSON", e);
        }
    }
}
