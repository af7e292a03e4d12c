package dev.slipway.adapters.csv;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.spi.MetricSource;
import dev.slipway.core.text.NearestName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measurements in a file: the newest row of a metric and release that is not later than the question. Counters are cumulative, as they
 * are everywhere. The file may grow; it is read again when it changes.
 */
public final class CsvSource implements MetricSource {
  private static final long MOST_BYTES = 64L << 20;

  private final Instant start;
  private final Map<String, Parsed> files = new ConcurrentHashMap<>();

  private record Parsed(Instant modified, long size, List<CsvRow> rows) {}

  /**
   * A source of files.
   *
   * @param start the moment that times given in seconds count from
   */
  public CsvSource(Instant start) {
    this.start = start;
  }

  @Override
  public Reading read(Question question) {
    try {
      return reading(question, rows(question.source().location()));
    } catch (CsvFault e) {
      return e.ofTheWhole() ? new Reading.Unknown(e.why()) : new Reading.Wrong(e.why());
    }
  }

  private Reading reading(Question question, List<CsvRow> rows) {
    String file = question.source().location();
    String name = question.metric().name();
    List<CsvRow> ofMetric = rows.stream().filter(r -> r.metric().equals(name)).toList();
    if (ofMetric.isEmpty()) {
      TreeSet<String> names = new TreeSet<>();
      rows.forEach(r -> names.add(r.metric()));
      return new Reading.Unknown("SLW-4533 " + file + " has no metric " + name
          + NearestName.of(name, names).map(n -> ": did you mean " + n + "?").orElse(""));
    }
    Optional<CsvRow> newest = Optional.empty();
    for (CsvRow row : ofMetric) {
      boolean ofRelease = row.release().equals(question.release().value()) || row.release().equals(question.version());
      if (ofRelease && !row.at().isAfter(question.at()) && newest.filter(n -> n.at().isAfter(row.at())).isEmpty()) {
        newest = Optional.of(row);
      }
    }
    return newest.map(row -> reading(file, question.metric(), row))
        .orElseGet(() -> new Reading.Nothing(file + " has nothing of " + name + " for " + question.release() + " until " + question.at()));
  }

  private static Reading reading(String file, Metric metric, CsvRow row) {
    return switch (metric.form()) {
      case Metric.Rate rate when row.values().containsKey("events") && row.values().containsKey("total") ->
          counters(file, metric, row.at(), row.values().get("events"), row.values().get("total"));
      case Metric.Rate rate -> lacks(file, metric, row, "events and total");
      case Metric.Count count when row.values().containsKey("value") ->
          counters(file, metric, row.at(), row.values().get("value"), row.values().get("value"));
      case Metric.Count count when row.values().containsKey("total") ->
          counters(file, metric, row.at(), row.values().get("total"), row.values().get("total"));
      case Metric.Count count -> lacks(file, metric, row, "value");
      case Metric.Level level when row.values().containsKey("value") -> new Reading.Level(row.at(), row.values().get("value"));
      case Metric.Level level -> lacks(file, metric, row, "value");
    };
  }

  private static Reading counters(String file, Metric metric, Instant at, double events, double total) {
    return events >= 0 && events <= total
        ? new Reading.Counters(at, events, total)
        : new Reading.Wrong("SLW-4535 " + file + ": " + metric.name() + " at " + at + " has " + events + " events out of " + total
            + ", which cannot be");
  }

  private static Reading lacks(String file, Metric metric, CsvRow row, String columns) {
    return new Reading.Unknown("SLW-4534 " + file + " gives no " + columns + " for " + metric.name() + " at " + row.at());
  }

  private List<CsvRow> rows(String location) throws CsvFault {
    try {
      Path path = Path.of(location);
      if (!Files.isRegularFile(path)) {
        throw new NoSuchFileException(location);
      }
      Instant modified = Files.getLastModifiedTime(path).toInstant();
      long size = Files.size(path);
      if (size > MOST_BYTES) {
        throw CsvFault.whole("SLW-4530 " + location + " is larger than " + (MOST_BYTES >> 20) + " MiB");
      }
      Parsed parsed = files.get(location);
      if (parsed == null || parsed.size() != size || !parsed.modified().equals(modified)) {
        parsed = new Parsed(modified, size, CsvRow.of(location, Files.readString(path), start));
        files.put(location, parsed);
      }
      return parsed.rows();
    } catch (CharacterCodingException e) {
      throw CsvFault.whole("SLW-4530 " + location + " is not UTF-8");
    } catch (NoSuchFileException | InvalidPathException e) {
      throw CsvFault.whole("SLW-4530 there is no file " + location);
    } catch (IOException e) {
      throw CsvFault.whole("SLW-4530 " + location + " cannot be read: " + e.getMessage());
    }
  }
}
