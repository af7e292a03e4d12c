package dev.slipway.notifications.wire;

import java.util.Map;
import java.util.Optional;

/**
 * What a receiver answered.
 *
 * @param headers by lower-case name
 */
public record Reply(int status, Map<String, String> headers, String body) {

  /** Whether it took what it was sent. */
  public boolean taken() {
    return status >= 200 && status < 300;
  }

  /** A header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
