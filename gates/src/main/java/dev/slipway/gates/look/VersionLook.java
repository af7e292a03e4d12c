package dev.slipway.gates.look;

import dev.slipway.core.gate.GateSpec;
import dev.slipway.core.version.SemanticVersion;
import dev.slipway.gates.Surroundings;
import dev.slipway.gates.Tally;
import dev.slipway.gates.report.GateFault;
import dev.slipway.gates.report.ReportFile;
import java.util.List;
import java.util.Optional;

/** Whether the version is a semantic one, and newer than what is stable. Whether it exists, the deploy itself looks at first. */
final class VersionLook implements Look {
  @Override
  public List<ReportFile> reports(GateSpec gate, Surroundings around) {
    return List.of();
  }

  @Override
  public String at(GateSpec gate, Surroundings around, List<ReportFile> reports, Tally tally) {
    String version = around.version().orElseThrow(() -> GateFault.undecided(
        "SLW-6130", "no version was said", "Say it: slipway gate ENV VERSION"));
    Optional<SemanticVersion> read = SemanticVersion.written(version);
    if (read.isEmpty()) {
      tally.limit("valid", version + " is no semantic version, as 1.4.0 or 1.4.0-rc.1");
      return "version " + version;
    }
    if (gate.text("version").orElse("valid").equals("valid")) {
      return version + " is a semantic version";
    }
    if (!around.reached()) {
      throw GateFault.undecided("SLW-6131", "nobody can say which version is stable, for no server runs here",
          "Name it with --than, or let SLIPWAY_SERVER point to the server");
    }
    if (around.stable().isEmpty()) {
      return version + " is the first one here";
    }
    String stable = around.stable().get();
    Optional<SemanticVersion> before = SemanticVersion.written(stable);
    if (before.isEmpty()) {
      return version + " follows " + stable + ", which is no semantic version";
    }
    if (!read.get().isAfter(before.get())) {
      tally.limit("newer", version + " is not newer than " + stable + ", which is stable");
    }
    return version + " after " + stable;
  }
}
