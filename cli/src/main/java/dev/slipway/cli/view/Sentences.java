package dev.slipway.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Journal records in words. */
public final class Sentences {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Sentences() {}

  /** One record as one line of a list. */
  public static String record(JsonNode record) {
    List<String> texts = new ArrayList<>();
    record.path("events").forEach(e -> texts.add(e.path("text").asText()));
    return String.format(
        "%6d  %s  %s  %s  %s",
        record.path("sequence").asLong(),
        DAY.format(local(record.path("at").asText())),
        record.path("target").asText(),
        record.path("actor").asText(),
        texts.isEmpty() ? "measured" : String.join("; ", texts));
  }

  /** One record as lines of a log; a record that only measured has none. */
  public static List<String> lines(JsonNode record) {
    List<String> lines = new ArrayList<>();
    String clock = clock(record.path("at").asText());
    for (JsonNode event : record.path("events")) {
      lines.add(clock + "  " + event.path("text").asText());
      String output = event.path("output").asText("");
      output.lines().map(l -> "          | " + l).forEach(lines::add);
    }
    return lines;
  }

  /** A moment as people say it. */
  public static String day(String instant) {
    return instant.isEmpty() ? "" : DAY.format(local(instant));
  }

  /** The time of day of a moment. */
  static String clock(String instant) {
    return CLOCK.format(local(instant));
  }

  private static java.time.ZonedDateTime local(String instant) {
    return Instant.parse(instant).atZone(ZoneId.systemDefault());
  }
}
