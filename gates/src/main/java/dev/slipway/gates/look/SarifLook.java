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
import java.util.Set;

/**
 * Findings of static analysis in SARIF 2.1.0. A rule's {@code security-severity} says how bad they are, else the level of the result, else
 * the level of the rule, else {@code warning}, as the standard has it.
 */
final class SarifLook implements Look {
  private static final int MOST_RULES = 50_000;
  private static final Set<String> NO_FINDING = Set.of("pass", "notApplicable", "informational", "open", "review");

  @Override
  public String at(GateSpec gate, Surroundings around, List<ReportFile> reports, Tally tally) {
    long[] counts = new long[2];
    for (ReportFile report : reports) {
      Map<String, Rule> rules = rules(report);
      JsonReport.read(report, Ask.at("runs/*/results/*", (n, result) -> {
        if (NO_FINDING.contains(result.path("kind").asText("fail")) || result.path("baselineState").asText().equals("absent")) {
          return;
        }
        counts[0]++;
        if (isSuppressed(result)) {
          counts[1]++;
        } else {
          tell(gate, report, result, rules, tally);
        }
      }));
    }
    return Counted.of(counts[0], "finding") + ", " + Severity.threshold(gate) + " and worse count" + (counts[1] > 0
        ? "; " + counts[1] + " suppressed in the source" : "");
  }

  private record Rule(String level, String score) {}

  /** Reads the rules first, for they may follow the results; and whether the tool says that it succeeded. */
  private static Map<String, Rule> rules(ReportFile report) {
    Map<String, Rule> rules = new HashMap<>();
    String[] version = {""};
    int[] runs = {0};
    int[] looked = {0};
    JsonReport.read(
        report,
        Ask.at("version", (n, v) -> version[0] = v.asText()),
        Ask.there("runs/*", () -> runs[0]++),
        Ask.there("runs/*/results", () -> looked[0]++),
        Ask.at("runs/*/tool/driver/rules/*", (n, rule) -> add(report, rules, rule)),
        Ask.at("runs/*/tool/extensions/*/rules/*", (n, rule) -> add(report, rules, rule)),
        Ask.at("runs/*/invocations/*/executionSuccessful", (n, v) -> {
          if (v.isBoolean() && !v.asBoolean()) {
            throw report.malformed("the tool that wrote it says itself that it did not succeed");
          }
        }));
    if (!version[0].startsWith("2.1")) {
      throw report.otherForm("SARIF 2.1.0", version[0].isEmpty() ? "it has no version" : "its version is " + version[0]);
    }
    if (runs[0] == 0) {
      throw report.malformed("it has no run of any tool");
    }
    if (looked[0] < runs[0]) {
      throw report.malformed("one of its runs has no results, not even none: the tool did not get to look");
    }
    return rules;
  }

  private static void add(ReportFile report, Map<String, Rule> rules, JsonNode rule) {
    rules.putIfAbsent(rule.path("id").asText(), new Rule(
        rule.at("/defaultConfiguration/level").asText("warning"), rule.at("/properties/security-severity").asText("")));
    if (rules.size() > MOST_RULES) {
      throw report.excessive("it has more than " + MOST_RULES + " rules");
    }
  }

  private static void tell(GateSpec gate, ReportFile report, JsonNode result, Map<String, Rule> rules, Tally tally) {
    String id = result.path("ruleId").asText(result.at("/rule/id").asText("unnamed"));
    Rule rule = rules.getOrDefault(id, rules.getOrDefault(id.replaceFirst("/[^/]*$", ""), new Rule("warning", "")));
    String severity = rule.score().matches("[0-9]{1,2}(\\.[0-9]+)?") ? Severity.ofScore(Double.parseDouble(rule.score()))
        : Severity.ofLevel(result.path("level").asText(rule.level()));
    if (result.path("level").asText().equals("none") || !Severity.counts(gate, severity)) {
      return;
    }
    JsonNode location = result.at("/locations/0/physicalLocation");
    String file = location.at("/artifactLocation/uri").asText(report.name());
    int line = location.at("/region/startLine").asInt(0);
    String text = result.at("/message/text").asText(result.at("/message/id").asText(""));
    tally.finding(id, file + " " + text, id + " (" + severity + ") in " + file + (line > 0 ? ":" + line : "") + ": " + text);
  }

  /** Suppressed where the source says so and nobody has rejected it. */
  private static boolean isSuppressed(JsonNode result) {
    boolean any = false;
    for (JsonNode suppression : result.path("suppressions")) {
      if (!suppression.path("status").asText("accepted").equals("accepted")) {
        return false;
      }
      any = true;
    }
    return any;
  }
}
