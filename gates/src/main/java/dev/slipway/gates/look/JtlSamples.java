package dev.slipway.gates.look;

import dev.slipway.gates.report.ReportFile;
import dev.slipway.gates.report.XmlReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * JMeter's results, sample by sample, CSV or XML. Times go to buckets one per cent wide, so that memory does not grow with their number.
 */
final class JtlSamples {
  private static final double BUCKET = Math.log(1.01);
  private static final int BUCKETS = 2200;

  private final long[] counts = new long[BUCKETS];
  private long samples;
  private long failed;

  private JtlSamples() {}

  static LoadRun xml(ReportFile report) {
    JtlSamples all = new JtlSamples();
    XmlReport.read(report, (path, tag) -> {
      if (!path.contains("/") && !path.equals("testResults")) {
        throw report.otherForm("results of JMeter", "it begins with <" + path + ">");
      }
      if (path.equals("testResults/httpSample") || path.equals("testResults/sample")) {
        double millis = tag.number("t").orElseThrow(() -> report.malformed("a sample has no time"));
        all.add(millis, tag.text("s").orElse("false").equals("true"));
      }
    });
    return all.run();
  }

  static LoadRun csv(ReportFile report) throws IOException {
    JtlSamples all = new JtlSamples();
    try (BufferedReader in = new BufferedReader(new InputStreamReader(report.open(), StandardCharsets.UTF_8), 1 << 16)) {
      CsvRecords records = new CsvRecords(in, report);
      List<String> head = records.next();
      int elapsed = head.indexOf("elapsed");
      int success = head.indexOf("success");
      if (elapsed < 0 || success < 0) {
        throw report.otherForm("summary of k6 or JMeter", "its first line does not name elapsed and success");
      }
      for (List<String> row = records.next(); !row.isEmpty(); row = records.next()) {
        if (row.size() < head.size()) {
          throw records.atEnd() ? report.truncated("in its last line") : report.malformed("line " + records.line() + " has "
              + row.size() + " fields, not " + head.size());
        }
        if (!row.get(elapsed).matches("[0-9]{1,12}")) {
          throw report.malformed("line " + records.line() + " has no time in elapsed");
        }
        all.add(Double.parseDouble(row.get(elapsed)), row.get(success).equals("true"));
      }
    }
    return all.run();
  }

  private void add(double millis, boolean good) {
    samples++;
    failed += good ? 0 : 1;
    counts[Math.min(BUCKETS - 1, (int) (Math.log(Math.max(1, millis)) / BUCKET))]++;
  }

  private LoadRun run() {
    LoadRun.Builder run = new LoadRun.Builder();
    run.requests(samples);
    if (samples > 0) {
      run.value("errors", (double) failed / samples);
      List.of(50, 90, 95, 99).forEach(p -> run.value("p" + p, percentile(p)));
    }
    return run.done();
  }

  /** The upper end of the bucket in which it lies: never less than it is, and at most one per cent more. */
  private double percentile(int p) {
    long rank = Math.ceilDiv(samples * p, 100);
    long below = 0;
    int i = 0;
    while (i < BUCKETS - 1 && below + counts[i] < rank) {
      below += counts[i++];
    }
    return Math.exp((i + 1) * BUCKET);
  }
}
