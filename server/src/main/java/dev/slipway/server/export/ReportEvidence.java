package dev.slipway.server.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.engine.proof.ExportLines;
import dev.slipway.engine.proof.SignedNote;
import java.io.IOException;

/** The records that a report names, as an export of some: whoever has it proves them without the server that made the report. */
public final class ReportEvidence {
  private ReportEvidence() {}

  /**
   * Writes it.
   *
   * @param report the API's answer, with its evidence
   * @return how many records
   */
  public static int write(JsonNode report, Appendable out) throws IOException {
    String filter = "named in the report " + report.path("standard").asText() + " from " + report.path("from").asText() + " to "
        + report.path("to").asText();
    line(out, ExportLines.head(false, filter));
    for (JsonNode record : report.path("evidence")) {
      line(out, record);
    }
    line(out, ExportLines.end(SignedNote.parse(report.path("journal").path("note").asText())));
    return report.path("evidence").size();
  }

  private static void line(Appendable out, JsonNode line) throws IOException {
    out.append(line.toString()).append('\n');
  }
}
