package dev.slipway.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.bench.rig.Samples;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a benchmark came to: told to people on standard error, and as one JSON object in the last line of standard output. */
final class Figures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  Figures put(String field, Object value) {
    fields.put(field, value);
    return this;
  }

  /** Those of something that was measured beside. */
  Figures put(String field, Figures beside) {
    return put(field, (Object) new LinkedHashMap<>(beside.fields));
  }

  /** Whether a field was put as true. */
  boolean holds(String field) {
    return Boolean.TRUE.equals(fields.get(field));
  }

  /** Median under the field's name, p95 and count beside it. */
  Figures put(String field, Samples samples) {
    return put(field, samples.median()).put(field.replaceFirst("_(ms|mb)$", "_p95_$1"), samples.p95())
        .put(field.replaceFirst("_(ms|mb)$", "_samples"), samples.count());
  }

  /** A line for people while it runs. */
  static void say(String format, Object... values) {
    System.err.println(String.format(Locale.ROOT, format, values));
  }

  void printAs(String name) {
    say("%n%s", name);
    fields.forEach((field, value) -> say("  %-28s %s", field, value));
    try {
      System.out.println(JSON.writeValueAsString(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and strings could not be written as JSON", e);
    }
  }
}
