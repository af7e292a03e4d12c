package dev.slipway.gates.look;

import dev.slipway.core.gate.GateSetting;
import dev.slipway.core.gate.GateSpec;
import java.util.Locale;

/** How bad a finding is, as four words that every tool's own can be told in. */
final class Severity {
  private Severity() {}

  /** Whether a finding of this severity counts; one that nobody knows the severity of does. */
  static boolean counts(GateSpec gate, String severity) {
    int at = GateSetting.SEVERITIES.indexOf(severity.toLowerCase(Locale.ROOT));
    return at < 0 || at >= GateSetting.SEVERITIES.indexOf(threshold(gate));
  }

  static String threshold(GateSpec gate) {
    return gate.text("fails-at").orElse("high");
  }

  /** Of a CVSS score, by the bands that CVSS itself and GitHub's security-severity use. */
  static String ofScore(double score) {
    return score >= 9 ? "critical" : score >= 7 ? "high" : score >= 4 ? "medium" : "low";
  }

  /** Of SARIF's levels. */
  static String ofLevel(String level) {
    return switch (level) {
      case "error" -> "high";
      case "warning" -> "medium";
      case "note" -> "low";
      default -> "unknown";
    };
  }
}
