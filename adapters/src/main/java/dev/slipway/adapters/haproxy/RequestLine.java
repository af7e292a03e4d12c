package dev.slipway.adapters.haproxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.release.ReleaseId;
import java.util.Optional;

/**
 * What HAProxy says of one request that ended.
 *
 * @param release which one it went to
 * @param failed answered 5xx, or broken off by the instance
 * @param connectFailures attempts that found nobody listening
 * @param nanos time until its last byte; absent for what is no answer, as a WebSocket
 */
record RequestLine(ReleaseId release, boolean failed, long connectFailures, Optional<Long> nanos) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SWITCHED = 101;
  private static final long CLOCKS_MAY_DIFFER_MILLIS = 50;

  /** Absent for a request that no release was to answer, and for what is no such line. */
  static Optional<RequestLine> parse(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      String release = json.path("release").asText("-");
      if (release.isEmpty() || release.equals("-")) {
        return Optional.empty();
      }
      int status = json.path("status").asInt();
      String end = json.path("end").asText("--");
      boolean byServer = end.startsWith("S") || end.startsWith("s");
      long retries = number(json.path("retries").asText("0").replace("+", ""));
      boolean neverConnected = end.equalsIgnoreCase("SC");
      return Optional.of(new RequestLine(
          new ReleaseId(release), status >= 500 || byServer, retries + (neverConnected ? 1 : 0),
          status == SWITCHED ? Optional.empty() : nanos(json)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty(); // A message of HAProxy about itself, or of a template that logs otherwise: the totals tell that it lacks.
    }
  }

  /** HAProxy's own timers are in milliseconds; the two clock readings tell microseconds, unless the clock was set in between. */
  private static Optional<Long> nanos(JsonNode json) {
    long millis = json.path("ms").asLong(-1);
    long micros = number(json.path("us").asText(""));
    boolean fits = micros >= 0 && micros / 1_000 <= Math.max(0, millis) + CLOCKS_MAY_DIFFER_MILLIS;
    if (fits) {
      return Optional.of(micros * 1_000);
    }
    return millis < 0 ? Optional.empty() : Optional.of(millis * 1_000_000);
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
  }
}
