package dev.slipway.gates.look;

import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.Surroundings;
import dev.slipway.gates.Tally;
import dev.slipway.gates.report.Patterns;
import dev.slipway.gates.report.ReportFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One kind of gate. */
public interface Look {
  /**
   * Looks, and tells the tally what it finds.
   *
   * @param reports what to look at, empty where the kind looks at something else
   * @return what was seen, in a few words
   */
  String at(GateSpec gate, Surroundings around, List<ReportFile> reports, Tally tally);

  /** The reports that the gate names: each there, not empty and new enough. */
  default List<ReportFile> reports(GateSpec gate, Surroundings around) {
    Duration oldest = gate.time("max-age").orElse(ReportFile.USUAL_AGE);
    return Patterns.files(around.folder(), gate.subject()).stream()
        .map(f -> ReportFile.of(f, around.folder(), oldest, around.clock().instant())).toList();
  }

  /** A report of the same form whose findings are known. */
  default List<ReportFile> baseline(Path file, Surroundings around) {
    return List.of(ReportFile.of(file, around.folder(), ReportFile.ANY_AGE, around.clock().instant()));
  }
}
