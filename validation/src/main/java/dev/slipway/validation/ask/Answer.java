package dev.slipway.validation.ask;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came back.
 *
 * @param status of the answer
 * @param headers by name in lower case
 * @param body its first bytes
 * @param whole whether that is all of it
 * @param firstMillis until its headers were there
 * @param millis until all was there
 * @param connection which connection it came on
 */
@SuppressWarnings("ArrayRecordComponent") // read in place; nobody compares answers
public record Answer(
    int status, Map<String, List<String>> headers, byte[] body, boolean whole, long firstMillis, long millis, Optional<String> connection) {

  /** All values of a header. */
  public List<String> all(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The value of a header, several joined as RFC 9110 says. */
  public Optional<String> header(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** How the body begins, for a message. */
  public String begins() {
    String text = new String(body, 0, Math.min(body.length, 400), StandardCharsets.UTF_8).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return text.length() > 120 ? text.substring(0, 120) + "…" : text;
  }

  /** Status, time and how the body begins, for what was not right. */
  public String told() {
    return said() + (begins().isEmpty() ? "" : ": " + begins());
  }

  /** Status and time, as {@code 200 in 12 ms}. */
  public String said() {
    return status + " in " + millis + " ms";
  }
}
