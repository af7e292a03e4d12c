package dev.slipway.gates.look;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a load run measured.
 *
 * @param requests made
 * @param values {@code p50} and the like in milliseconds, {@code errors} and {@code checks} as shares
 * @param crossed thresholds of the tool's own that were crossed
 */
record LoadRun(long requests, Map<String, Double> values, List<String> crossed) {

  /** Collects it. */
  static final class Builder {
    private final Map<String, Double> values = new TreeMap<>();
    private final List<String> crossed = new ArrayList<>();
    private long requests;

    void requests(long count) {
      requests = count;
    }

    void value(String name, JsonNode value) {
      if (value.isNumber()) {
        value(name, value.asDouble());
      }
    }

    void value(String name, double value) {
      values.put(name, value);
    }

    void crossed(String threshold) {
      crossed.add(threshold);
    }

    LoadRun done() {
      return new LoadRun(requests, new TreeMap<>(values), List.copyOf(crossed));
    }
  }
}
