package dev.slipway.cli.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Collectors;

/** What all forms of a report say alike. */
final class ReportWords {
  private ReportWords() {}

  static String scope(JsonNode report) {
    String service = report.path("service").asText("");
    String environment = report.path("environment").asText("");
    return (service.isEmpty() ? "" : ", service " + service) + (environment.isEmpty() ? "" : ", environment " + environment);
  }

  static String figure(JsonNode f) {
    String value = f.has("value") ? number(f.path("value")) : "not measured";
    String met = f.has("met") ? f.path("met").asBoolean() ? ", met" : ", MISSED" : "";
    return f.path("name").asText() + ": " + value + " (" + f.path("unit").asText() + "; goal " + number(f.path("goal")) + met + ")";
  }

  private static String number(JsonNode value) {
    return String.format(Locale.ROOT, Math.abs(value.asDouble()) < 10 ? "%.2f" : "%.0f", value.asDouble());
  }

  static String numbers(JsonNode sequences) {
    return sequences.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
  }
}
