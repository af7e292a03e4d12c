package dev.slipway.gates.look;

import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.Surroundings;
import dev.slipway.gates.Tally;
import dev.slipway.gates.report.Patterns;
import dev.slipway.gates.report.ReportFile;
import java.util.List;

/** Whether the licences of what a bill of materials lists may be used. An {@code OR} leaves the choice, an {@code AND} does not. */
final class LicenceLook implements Look {
  @Override
  public String at(GateSpec gate, Surroundings around, List<ReportFile> reports, Tally tally) {
    long[] count = {0};
    boolean unknownPasses = gate.text("unknown").orElse("fail").equals("pass");
    for (ReportFile report : reports) {
      Inventory.read(report, c -> {
        count[0]++;
        if (c.licences().isEmpty()) {
          if (!unknownPasses) {
            tally.finding("unknown", c.name(), c.spelled() + " says no licence");
          }
        }
        // Several entries are what it is under altogether; a choice is written as one expression.
        for (String licence : c.licences()) {
          if (!LicenceExpression.holds(licence, l -> allowed(gate, l))) {
            tally.finding(licence, c.name(), c.spelled() + " is under " + licence + ", which may not be used");
          }
        }
      });
    }
    if (count[0] == 0) {
      tally.limit("least-components", "no component is listed, so no licence was looked at");
    }
    return "licences of " + Counted.of(count[0], "component");
  }

  private static boolean allowed(GateSpec gate, String licence) {
    List<String> allow = gate.texts("allow");
    return !Patterns.matchesAny(gate.texts("deny"), licence) && (allow.isEmpty() || Patterns.matchesAny(allow, licence));
  }
}
