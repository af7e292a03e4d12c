package dev.slipway.gates.look;

import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.Surroundings;
import dev.slipway.gates.Tally;
import dev.slipway.gates.report.GateFault;
import dev.slipway.gates.report.Patterns;
import dev.slipway.gates.report.ReportFile;
import dev.slipway.gates.sbom.BillOfMaterials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether there is a bill of materials that says something: components, each with its version, and those that must be among them. */
final class SbomLook implements Look {
  @Override
  public List<ReportFile> reports(GateSpec gate, Surroundings around) {
    Path file = around.folder().resolve(gate.subject().getFirst());
    if (gate.truth("generate", false) && !Files.exists(file)) {
      try {
        BillOfMaterials.write(around.folder(), around.version().orElse("0.0.0"), file, around.clock().instant());
      } catch (IOException e) {
        throw GateFault.failed("SLW-6140", "a bill of materials could not be written to " + Patterns.shown(around.folder(), file) + " ("
            + e + ")",
            "Give this user the right to write there, or make it before");
      }
    }
    return Look.super.reports(gate, around);
  }

  @Override
  public String at(GateSpec gate, Surroundings around, List<ReportFile> reports, Tally tally) {
    long[] count = {0};
    List<String> wanted = gate.texts("names");
    Set<String> seen = new HashSet<>();
    String form = "";
    for (ReportFile report : reports) {
      form = Inventory.read(report, component -> {
        count[0]++;
        wanted.stream().filter(w -> isCalled(component.name(), w)).forEach(seen::add);
        if (component.name().isEmpty() || component.version().isEmpty()) {
          tally.finding("no-version", component.name(), "the component \"" + component.name() + "\" has no version");
        }
      });
    }
    long least = gate.whole("least-components", 1);
    if (count[0] < least) {
      tally.limit("least-components", count[0] + " components are listed, and " + least + " must be");
    }
    wanted.stream().filter(w -> !seen.contains(w)).forEach(w -> tally.limit(w, w + " is not listed"));
    return form + " with " + Counted.of(count[0], "component");
  }

  /** By its name, or with its group in front as Maven or as npm writes it. */
  private static boolean isCalled(String component, String wanted) {
    String simple = component.substring(component.indexOf(':') + 1);
    return Patterns.matches(wanted, component) || Patterns.matches(wanted, simple) || Patterns.matches(wanted, component.replace(':', '/'));
  }
}
