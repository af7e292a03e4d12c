package dev.slipway.cli.rehearse;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.simulator.rehearsal.QuantileLatency;
import dev.slipway.simulator.rehearsal.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads recorded measurements: a CSV with a head line that names its columns, in any order. {@code seconds,release,requests,errors} must be
 * there; latency is {@code p50_ms,p95_ms,p99_ms}, or {@code histogram} with {@code milliseconds:count} pairs, or left out. Each row counts
 * what its release ({@code stable} or {@code candidate}) did since its row before.
 */
public final class RecordingFile {
  private static final List<String> NEEDED = List.of("seconds", "release", "requests", "errors");
  private static final List<String> QUANTILES = List.of("p50_ms", "p95_ms", "p99_ms");
  private static final int MOST_ROWS = 1_000_000;

  private final Path file;
  private final Map<String, Integer> columns = new HashMap<>();
  private final List<Recording.Row> rows = new ArrayList<>();
  private int line;

  private RecordingFile(Path file) {
    this.file = file;
  }

  /** Reads the file; what is wrong with it is told with its line. */
  public static Recording read(Path file) {
    try {
      return new RecordingFile(file).recording(Files.readAllLines(file));
    } catch (IOException e) {
      throw new CliException(Exit.WRONG_USE, "SLW-6063 " + file + " cannot be read as text (" + e + "). Nothing was played", e);
    }
  }

  private Recording recording(List<String> lines) {
    for (String text : lines) {
      line++;
      if (text.isBlank() || text.startsWith("#")) {
        continue;
      }
      String[] cells = text.replace("\uFEFF", "").split(",", -1);
      if (columns.isEmpty()) {
        head(cells);
      } else {
        rows.add(row(cells));
      }
      if (rows.size() > MOST_ROWS) {
        throw wrong("the file has more than a million rows");
      }
    }
    if (rows.stream().noneMatch(r -> r.candidate() && r.requests() > 0)) {
      throw wrong("no row shows the candidate with requests");
    }
    return new Recording(rows);
  }

  private void head(String[] cells) {
    for (int i = 0; i < cells.length; i++) {
      String name = cells[i].strip();
      if (!NEEDED.contains(name) && !QUANTILES.contains(name) && !name.equals("histogram")) {
        throw wrong("there is no column \"" + name + "\": use " + String.join(", ", NEEDED) + " and " + String.join(", ", QUANTILES)
            + " or histogram");
      }
      columns.put(name, i);
    }
    for (String name : NEEDED) {
      if (!columns.containsKey(name)) {
        throw wrong("the head has no column \"" + name + "\"");
      }
    }
    if (QUANTILES.stream().anyMatch(columns::containsKey) && !columns.keySet().containsAll(QUANTILES)) {
      throw wrong("of " + String.join(", ", QUANTILES) + " either all or none are there");
    }
  }

  private Recording.Row row(String[] cells) {
    if (cells.length != columns.size()) {
      throw wrong("there are " + cells.length + " columns, the head has " + columns.size());
    }
    CsvLine text = new CsvLine(file, line, columns, cells);
    double seconds = text.number("seconds");
    if (!rows.isEmpty() && seconds < rows.getLast().seconds()) {
      throw wrong("time goes back, from " + rows.getLast().seconds() + " to " + seconds);
    }
    String release = text.cell("release");
    if (!release.equals("stable") && !release.equals("candidate")) {
      throw wrong("release is \"" + release + "\": it is stable or candidate");
    }
    long requests = text.count("requests");
    long errors = text.count("errors");
    if (errors > requests) {
      throw wrong(errors + " errors of " + requests + " requests");
    }
    return new Recording.Row(seconds, release.equals("candidate"), requests, errors, latency(text, requests));
  }

  private LatencyHistogram latency(CsvLine text, long requests) {
    if (columns.containsKey("histogram")) {
      return histogram(text);
    }
    if (!columns.containsKey("p50_ms") || text.cell("p50_ms").isEmpty() || requests == 0) {
      return LatencyHistogram.empty();
    }
    double p50 = text.number("p50_ms");
    double p95 = text.number("p95_ms");
    double p99 = text.number("p99_ms");
    if (!(p50 > 0 && p95 >= p50 && p99 >= p95)) {
      throw wrong("p50_ms, p95_ms and p99_ms are above 0 and rise, not " + p50 + ", " + p95 + ", " + p99);
    }
    return QuantileLatency.of(requests, p50, p95, p99);
  }

  private LatencyHistogram histogram(CsvLine text) {
    Map<Integer, Long> counts = new HashMap<>();
    for (String pair : text.cell("histogram").isEmpty() ? new String[0] : text.cell("histogram").split("\\s+")) {
      String[] sides = pair.split(":", -1);
      if (sides.length != 2) {
        throw wrong("histogram has \"" + pair + "\": write milliseconds:count, as 12.5:340");
      }
      int bucket = LatencyHistogram.indexOf((long) (text.parsed(sides[0], "histogram") * 1e6));
      counts.merge(bucket, text.whole(sides[1], "histogram"), Long::sum);
    }
    return LatencyHistogram.of(counts);
  }

  private CliException wrong(String what) {
    return CsvLine.wrong(file, line, what);
  }
}
