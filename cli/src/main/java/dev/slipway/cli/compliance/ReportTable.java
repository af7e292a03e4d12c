package dev.slipway.cli.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.view.ArchivedWords;
import dev.slipway.server.export.Csv;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A report for a spreadsheet: a line for each thing that is said of a control, and one for each record that is named for it. */
public final class ReportTable {
  private static final List<String> HEAD =
      List.of("standard", "control", "title", "asks", "is", "what", "count", "of", "sequence", "at", "target", "actor", "record", "hash");

  private static final List<String> NO_COUNTS = List.of("", "");
  private static final List<String> NO_RECORD = List.of("", "", "", "", "", "");

  private final JsonNode report;
  private final Map<Long, JsonNode> cited = new HashMap<>();
  private final Appendable out;

  private ReportTable(JsonNode report, Appendable out) {
    this.report = report;
    this.out = out;
    report.path("cited").forEach(c -> cited.put(c.path("sequence").asLong(), c));
  }

  /** Writes the API's answer. */
  public static void write(JsonNode report, Appendable out) throws IOException {
    ReportTable table = new ReportTable(report, out);
    out.append(Csv.row(HEAD));
    for (JsonNode control : report.path("controls")) {
      table.control(control);
    }
    if (report.has("archived")) {
      out.append(Csv.row(List.of(report.path("standard").asText(), "", "", "", "in archives", ArchivedWords.of(report),
          report.path("archived").path("records").asText(), "", "", "", "", "", "", "")));
    }
    JsonNode journal = report.path("journal");
    out.append(Csv.row(List.of(report.path("standard").asText(), "", "", "", "checkpoint", journal.path("note").asText(),
        journal.path("size").asText(), "", "", journal.path("at").asText(), "", "", "", journal.path("root").asText())));
  }

  private void control(JsonNode control) throws IOException {
    for (JsonNode shown : control.path("evidence")) {
      named(control, "evidence", shown.path("words").asText(), shown, "");
    }
    for (JsonNode gap : control.path("gaps")) {
      named(control, "gap", gap.path("words").asText() + "; " + gap.path("mend").asText(), gap, gap.path("of").asText());
    }
    for (JsonNode figure : control.path("figures")) {
      out.append(Csv.row(row(control, "figure", ReportWords.figure(figure), NO_COUNTS, NO_RECORD)));
    }
    for (JsonNode cannot : control.path("cannot")) {
      out.append(Csv.row(row(control, "cannot be shown", cannot.asText(), NO_COUNTS, NO_RECORD)));
    }
  }

  private void named(JsonNode control, String is, String what, JsonNode counted, String of) throws IOException {
    List<String> counts = List.of(counted.path("count").asText(), of);
    if (counted.path("examples").isEmpty()) {
      out.append(Csv.row(row(control, is, what, counts, NO_RECORD)));
    }
    for (JsonNode sequence : counted.path("examples")) {
      JsonNode record = cited.get(sequence.asLong());
      List<String> of1 = record == null ? List.of(sequence.asText(), "", "", "", "", "")
          : List.of(sequence.asText(), record.path("at").asText(), record.path("target").asText(), record.path("actor").asText(),
              record.path("what").asText(), record.path("hash").asText());
      out.append(Csv.row(row(control, is, what, counts, of1)));
    }
  }

  private List<String> row(JsonNode control, String is, String what, List<String> counts, List<String> record) {
    return java.util.stream.Stream.of(
        List.of(report.path("standard").asText(), control.path("id").asText(), control.path("title").asText(),
            control.path("asks").asText(), is, what),
        counts, record).flatMap(List::stream).toList();
  }
}
