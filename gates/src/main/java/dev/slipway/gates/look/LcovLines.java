package dev.slipway.gates.look;

import dev.slipway.gates.report.ReportFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What LCOV's lines add up to. */
final class LcovLines {
  private static final int MOST_LINE = 1 << 20;

  private LcovLines() {}

  static Covered of(ReportFile report) throws IOException {
    Covered all = new Covered();
    boolean open = false;
    boolean any = false;
    StringBuilder line = new StringBuilder();
    try (BufferedReader in = new BufferedReader(new InputStreamReader(report.open(), StandardCharsets.UTF_8), 1 << 16)) {
      for (int c = in.read(); c >= 0 || !line.isEmpty(); c = in.read()) {
        if (c >= 0 && c != '\n') {
          line.append((char) c);
          if (line.length() > MOST_LINE) {
            throw report.excessive("one of its lines is longer than 1 Mi characters");
          }
          continue;
        }
        String text = line.toString().strip();
        line.setLength(0);
        open = !text.equals("end_of_record") && (open || text.startsWith("SF:"));
        any |= text.equals("end_of_record");
        take(report, text, all);
      }
    }
    if (open) {
      throw report.truncated("before the end_of_record of its last file");
    }
    if (!any) {
      throw report.otherForm("coverage of JaCoCo, Cobertura or LCOV", "it is no XML and has no end_of_record");
    }
    return all;
  }

  private static void take(ReportFile report, String text, Covered all) {
    int colon = text.indexOf(':');
    String key = colon < 0 ? "" : text.substring(0, colon);
    if (!List.of("LF", "LH", "BRF", "BRH").contains(key)) {
      return;
    }
    if (!text.substring(colon + 1).matches("[0-9]{1,12}")) {
      throw report.malformed("\"" + text + "\" is no count");
    }
    double n = Double.parseDouble(text.substring(colon + 1));
    switch (key) {
      case "LF" -> all.lines += n;
      case "LH" -> all.linesCovered += n;
      case "BRF" -> all.branches += n;
      default -> all.branchesCovered += n;
    }
  }
}
