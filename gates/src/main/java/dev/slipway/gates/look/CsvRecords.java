package dev.slipway.gates.look;

import dev.slipway.gates.report.ReportFile;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Records of a CSV file (RFC 4180), one at a time. */
final class CsvRecords {
  private static final int MOST_FIELDS = 200;
  private static final int MOST_FIELD = 1 << 20;

  private final Reader in;
  private final ReportFile report;
  private long line;
  private boolean ended;

  CsvRecords(Reader in, ReportFile report) {
    this.in = in;
    this.report = report;
  }

  /** The next one; empty at the end. */
  List<String> next() throws IOException {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    boolean any = false;
    while (true) {
      int c = in.read();
      if (c < 0 || (c == '\n' && !quoted)) {
        ended = c < 0;
        line++;
        if (quoted) {
          throw report.truncated("within quotes, in line " + line);
        }
        if (any) {
          fields.add(field.toString());
        }
        return fields;
      }
      any = any || c != '\r';
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c != '\r') {
        field.append((char) c);
      }
      if (field.length() > MOST_FIELD || fields.size() > MOST_FIELDS) {
        throw report.excessive("line " + (line + 1) + " is longer than any result is");
      }
    }
  }

  /** Whether the file has no more lines, and did not end its last one. */
  boolean atEnd() {
    return ended;
  }

  long line() {
    return line;
  }
}
