package dev.slipway.cli.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.view.ArchivedWords;
import java.util.Locale;

/** A report in lines for a terminal: a control, what there is, what is missing. */
public final class ReportText {
  private ReportText() {}

  /** Of the API's answer. */
  public static String of(JsonNode report) {
    StringBuilder text = new StringBuilder();
    text.append(report.path("title").asText()).append('\n')
        .append("from ").append(report.path("from").asText()).append(" to ").append(report.path("to").asText())
        .append(ReportWords.scope(report)).append(": ").append(report.path("records").asLong()).append(" records\n")
        .append(ArchivedWords.line(report));
    for (JsonNode control : report.path("controls")) {
      text.append('\n').append(control.path("id").asText()).append("  ").append(control.path("title").asText()).append('\n');
      control.path("evidence").forEach(e -> text.append(evidence(e)));
      control.path("figures").forEach(f -> text.append("  ").append(ReportWords.figure(f)).append('\n'));
      control.path("gaps").forEach(g -> text.append(String.format(Locale.ROOT, "  GAP %5d of %d %s; %s%n", g.path("count").asLong(),
          g.path("of").asLong(), g.path("words").asText(), g.path("mend").asText())));
      control.path("cannot").forEach(c -> text.append("  Slipway cannot show: ").append(c.asText()).append('\n'));
    }
    JsonNode journal = report.path("journal");
    text.append("\nmade from the ").append(journal.path("size").asLong()).append(" records whose root ")
        .append(journal.path("root").asText()).append(" was signed at ").append(journal.path("at").asText()).append('\n');
    return text.toString();
  }

  private static String evidence(JsonNode e) {
    long count = e.path("count").asLong();
    String where = count == 0 ? "" : " (" + (count == 1 ? "record " : "first ") + ReportWords.numbers(e.path("examples")) + ")";
    return String.format(Locale.ROOT, "  %9d %s%s%n", count, e.path("words").asText(), where);
  }
}
