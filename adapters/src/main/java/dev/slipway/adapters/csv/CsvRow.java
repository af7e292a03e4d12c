package dev.slipway.adapters.csv;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One measurement in a file.
 *
 * @param at event time
 * @param release id of a release, or its version
 * @param values numbers by column: {@code events} and {@code total}, or {@code value}
 */
record CsvRow(Instant at, String release, String metric, Map<String, Double> values) {
  private static final List<String> REQUIRED = List.of("time", "release", "metric");
  private static final Set<String> NUMBERS = Set.of("events", "total", "value");
  private static final String COLUMNS = "the first line names the columns: time,release,metric,events,total or time,release,metric,value";

  /**
   * The rows of a file's text, in its order.
   *
   * @param start the moment that times given in seconds count from
   */
  static List<CsvRow> of(String file, String text, Instant start) throws CsvFault {
    List<CsvRecord> records = CsvRecord.of(file, text);
    if (records.isEmpty()) {
      throw CsvFault.whole("SLW-4531 " + file + ":1 is empty; " + COLUMNS);
    }
    List<String> columns = columns(file, records.getFirst());
    List<CsvRow> rows = new ArrayList<>();
    for (CsvRecord record : records.subList(1, records.size())) {
      rows.add(row(file, columns, record, start));
    }
    return rows;
  }

  private static List<String> columns(String file, CsvRecord header) throws CsvFault {
    List<String> columns = header.fields();
    Optional<String> missing = REQUIRED.stream().filter(c -> !columns.contains(c)).findFirst();
    boolean counters = columns.contains("events") && columns.contains("total");
    Optional<String> strange = columns.stream().filter(c -> !REQUIRED.contains(c) && !NUMBERS.contains(c)).findFirst();
    boolean twice = Set.copyOf(columns).size() < columns.size();
    if (missing.isPresent() || strange.isPresent() || twice || !counters && !columns.contains("value")) {
      throw CsvFault.whole("SLW-4531 " + file + ":" + header.line() + " has the columns " + String.join(",", columns) + "; " + COLUMNS);
    }
    return columns;
  }

  private static CsvRow row(String file, List<String> columns, CsvRecord record, Instant start) throws CsvFault {
    if (record.fields().size() != columns.size()) {
      throw CsvFault.line(file, record.line(), "has " + record.fields().size() + " fields, and there are " + columns.size() + " columns");
    }
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String text = record.fields().get(i);
      if (NUMBERS.contains(columns.get(i)) && !text.isEmpty()) {
        values.put(columns.get(i), number(file, record.line(), columns.get(i), text));
      }
    }
    Instant at = time(file, record.line(), record.fields().get(columns.indexOf("time")), start);
    return new CsvRow(at, record.fields().get(columns.indexOf("release")), record.fields().get(columns.indexOf("metric")), values);
  }

  private static double number(String file, int line, String column, String text) throws CsvFault {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw CsvFault.line(file, line, column + " is " + text + ", which is not a number");
    }
    throw CsvFault.line(file, line, column + " is " + text + ", which is not a measurement");
  }

  private static Instant time(String file, int line, String text, Instant start) throws CsvFault {
    try {
      return text.contains("T") ? Instant.parse(text) : start.plus(Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e9)));
    } catch (DateTimeParseException | NumberFormatException e) {
      throw CsvFault.line(file, line, "time is " + text + ", which is neither like 2026-01-31T12:00:00Z nor seconds since the start");
    }
  }
}
