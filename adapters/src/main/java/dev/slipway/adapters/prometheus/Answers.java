package dev.slipway.adapters.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results of a {@link Query}, one number for each part or a reason why there is none. */
final class Answers {
  private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);
  private final JsonNode results;

  private Answers(JsonNode results) {
    this.results = results;
  }

  /** The answer cannot be what was asked for; says why, with a code. */
  static final class Impossible extends Exception {
    private static final long serialVersionUID = 1L;
    private final String why;

    Impossible(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  static Answers of(JsonNode data) throws Impossible {
    if (!data.path("resultType").asText().equals("vector") || !data.path("result").isArray()) {
      throw new Impossible("SLW-4520 the answer is not a vector");
    }
    return new Answers(data.path("result"));
  }

  /** The one number of a part; empty when no series was selected. */
  Optional<Double> number(Query.Part part) throws Impossible {
    List<JsonNode> series = series(part.part());
    if (series.isEmpty()) {
      return Optional.empty();
    }
    if (series.size() > 1) {
      throw new Impossible("SLW-4521 " + part.filling().text() + " gives " + series.size()
          + " series where one number is wanted; put sum(…), or another aggregation, around it");
    }
    JsonNode labels = series.getFirst().path("metric");
    for (Map.Entry<String, String> wanted : part.filling().release().entrySet()) {
      String label = labels.path(wanted.getKey()).asText(wanted.getValue());
      if (!label.equals(wanted.getValue())) {
        throw new Impossible("SLW-4522 asked for " + wanted.getKey() + "=" + wanted.getValue() + ", the answer is for " + label
            + ": measurements of another release are not used");
      }
    }
    return Optional.of(finite(series.getFirst(), part));
  }

  /** The event time of a part; empty when no sample is behind its number. */
  Optional<Instant> at(Query.Part part) throws Impossible {
    List<JsonNode> ages = series(part.agePart());
    if (ages.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.ofEpochMilli(new BigDecimal(value(ages.getFirst())).multiply(MILLIS).longValue()));
    } catch (NumberFormatException e) {
      throw new Impossible("SLW-4523 the time of a sample is not a number: " + value(ages.getFirst()));
    }
  }

  /** Another number when one of the counters was started anew, went away or came back. */
  long lives() {
    String resets = series(Query.RESETS).stream().map(Answers::value).findFirst().orElse("0");
    List<String> instances = series(Query.INSTANCES).stream()
        .map(each -> each.path("metric").path("job").asText() + "/" + each.path("metric").path("instance").asText()).sorted().toList();
    return 31L * instances.hashCode() + resets.hashCode();
  }

  private static double finite(JsonNode series, Query.Part part) throws Impossible {
    String value = value(series);
    double number;
    try {
      number = Double.parseDouble(value.replace("Inf", "Infinity"));
    } catch (NumberFormatException e) {
      String given = value.isEmpty() ? "no value" : value;
      throw new Impossible("SLW-4523 " + part.filling().text() + " gives " + given + ", which is not a number");
    }
    if (!Double.isFinite(number)) {
      throw new Impossible("SLW-4523 " + part.filling().text() + " gives " + value
          + ", which is not a measurement; where that means that there was no traffic, end the expression with >= 0");
    }
    return number;
  }

  private static String value(JsonNode series) {
    return series.path("value").path(1).asText("");
  }

  private List<JsonNode> series(String part) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode each : results) {
      if (each.path("metric").path(Query.PART).asText().equals(part)) {
        found.add(each);
      }
    }
    return found;
  }
}
