package dev.slipway.gates.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.Surroundings;
import dev.slipway.gates.Tally;
import dev.slipway.gates.report.JsonReport;
import dev.slipway.gates.report.JsonReport.Ask;
import dev.slipway.gates.report.ReportFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code trivy --format json} finds: vulnerabilities, misconfigurations, secrets and licences. */
final class TrivyLook implements Look {
  @Override
  public String at(GateSpec gate, Surroundings around, List<ReportFile> reports, Tally tally) {
    long[] counts = new long[2];
    for (ReportFile report : reports) {
      Map<String, String> targets = targets(report);
      counts[0] += targets.size();
      boolean onlyFixable = gate.truth("only-fixable", false);
      JsonReport.read(report,
          Ask.at("Results/*/Vulnerabilities/*", (n, v) -> {
            counts[1]++;
            if (!onlyFixable || !v.path("FixedVersion").asText().isEmpty()) {
              vulnerability(gate, v, tally);
            }
          }),
          Ask.at("Results/*/Misconfigurations/*", (n, v) -> {
            if (!v.path("Status").asText("FAIL").equals("PASS")) {
              counts[1]++;
              other(gate, v, v.path("ID").asText(v.path("AVDID").asText()), v.path("Title").asText(), tally);
            }
          }),
          Ask.at("Results/*/Secrets/*", (n, v) -> {
            counts[1]++;
            other(gate, v, v.path("RuleID").asText(), v.path("Title").asText() + " in line " + v.path("StartLine").asInt(), tally);
          }),
          Ask.at("Results/*/Licenses/*", (n, v) -> {
            counts[1]++;
            other(gate, v, v.path("Name").asText(), "licence of " + v.path("PkgName").asText(), tally);
          }));
    }
    return Counted.of(counts[1], "finding") + " in " + counts[0] + " scanned, " + Severity.threshold(gate) + " and worse count";
  }

  /** What was scanned; a report of nothing shows nothing. */
  private static Map<String, String> targets(ReportFile report) {
    Map<String, String> targets = new HashMap<>();
    int[] form = {0};
    JsonReport.read(report,
        Ask.at("SchemaVersion", (n, v) -> form[0] = v.asInt()),
        Ask.at("Results/*/Target", (n, v) -> {
          if (targets.size() < 100_000) {
            targets.put(n + "/" + targets.size(), v.asText());
          }
        }));
    if (form[0] != 2) {
      throw report.otherForm("Trivy's JSON", form[0] == 0 ? "it has no SchemaVersion" : "its SchemaVersion is " + form[0]);
    }
    if (targets.isEmpty()) {
      throw report.malformed("it has no Results, so nothing was scanned");
    }
    return targets;
  }

  private static void vulnerability(GateSpec gate, JsonNode v, Tally tally) {
    String severity = v.path("Severity").asText("UNKNOWN");
    if (!Severity.counts(gate, severity)) {
      return;
    }
    String id = v.path("VulnerabilityID").asText("unnamed");
    String fixed = v.path("FixedVersion").asText();
    String what = v.path("PkgName").asText() + " " + v.path("InstalledVersion").asText();
    tally.finding(id, v.path("PkgName").asText(), id + " (" + severity.toLowerCase(java.util.Locale.ROOT) + ") in " + what
        + (fixed.isEmpty() ? ", not fixed yet" : ", fixed in " + fixed));
  }

  private static void other(GateSpec gate, JsonNode v, String id, String said, Tally tally) {
    String severity = v.path("Severity").asText("UNKNOWN");
    if (Severity.counts(gate, severity)) {
      tally.finding(id, said, id + " (" + severity.toLowerCase(java.util.Locale.ROOT) + "): " + said);
    }
  }
}
