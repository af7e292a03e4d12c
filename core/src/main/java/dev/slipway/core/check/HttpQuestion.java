package dev.slipway.core.check;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request and what its answer must be like. {@code ${name}} in path, headers, body and expected values stands for what an earlier
 * request of the same flow kept, {@code ${env:NAME}} for a variable of whoever asks.
 *
 * @param method as GET
 * @param path path and query
 * @param headers sent, by name
 * @param body sent, if any
 * @param status the status that is right, or absent for any 2xx or 3xx
 * @param under longest time the whole answer may take
 * @param contains text that the answer must hold
 * @param json values that the answer must hold, as JSON texts by path
 * @param keep paths of values that later requests use, by the name they use
 */
public record HttpQuestion(
    String method,
    String path,
    Map<String, String> headers,
    Optional<String> body,
    Optional<Integer> status,
    Duration under,
    Optional<String> contains,
    Map<String, String> json,
    Map<String, String> keep) {
  /** How long an answer may take where nothing is said. */
  public static final Duration USUAL_UNDER = Duration.ofSeconds(5);

  public HttpQuestion {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    json = Collections.unmodifiableMap(new TreeMap<>(json));
    keep = Collections.unmodifiableMap(new TreeMap<>(keep));
  }

  /** GET of a path that must answer 2xx or 3xx within five seconds. */
  public static HttpQuestion get(String path) {
    return new HttpQuestion(
        "GET", path, Map.of(), Optional.empty(), Optional.empty(), USUAL_UNDER, Optional.empty(), Map.of(), Map.of());
  }

  /** Whether asking it again is safe by the rules of HTTP (RFC 9110). */
  public boolean safe() {
    return method.equals("GET") || method.equals("HEAD");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
