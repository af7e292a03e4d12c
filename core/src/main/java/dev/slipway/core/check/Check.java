package dev.slipway.core.check;

import java.time.Duration;
import java.util.Optional;

/**
 * One question asked over HTTP.
 *
 * @param method GET, HEAD or POST
 * @param path path and query
 * @param status the status that is right, or absent for any 2xx or 3xx
 * @param under longest time the answer may take
 * @param contains text that the body must hold
 */
public record Check(String method, String path, Optional<Integer> status, Duration under, Optional<String> contains) {

  /** GET of a path that must answer 2xx within five seconds. */
  public static Check get(String path) {
    return new Check("GET", path, Optional.empty(), Duration.ofSeconds(5), Optional.empty());
  }
}
