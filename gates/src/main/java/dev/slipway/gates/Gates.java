package dev.slipway.gates;

import dev.slipway.core.gate.GateResult;
import dev.slipway.core.gate.GateResult.Outcome;
import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.look.Look;
import dev.slipway.gates.look.Looks;
import dev.slipway.gates.report.GateFault;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at all gates of an environment. None lets another go unseen: all are looked at, whatever the first ones say. */
public final class Gates {
  private static final int MOST_TOLD = 3;
  private static final int MOST_CHARACTERS = 900;

  private Gates() {}

  /** Looks at each, in the order written. */
  public static List<Judged> look(List<GateSpec> gates, Surroundings around) {
    return gates.stream().map(g -> look(g, around)).toList();
  }

  private static Judged look(GateSpec gate, Surroundings around) {
    LocalDate today = LocalDate.ofInstant(around.clock().instant(), ZoneOffset.UTC);
    Tally tally = new Tally(gate.name(), around.waivers(), today);
    Look look = Looks.of(gate.kind());
    try {
      Optional<Path> baseline = gate.text("baseline").map(around.folder()::resolve);
      baseline.ifPresent(b -> tally.learn(() -> look.at(gate, around, look.baseline(b, around), tally)));
      String summary = look.at(gate, around, look.reports(gate, around), tally);
      Accepted.compare(gate, around, tally);
      tally.overdue();
      return judged(gate, summary, tally);
    } catch (GateFault e) {
      GateResult result = new GateResult(gate.name(), gate.kind().word(), e.isUndecided() ? Outcome.UNDECIDED
          : Outcome.FAILED, cut(e.said()), 0);
      return new Judged(result, List.of(), Map.of());
    }
  }

  private static Judged judged(GateSpec gate, String summary, Tally tally) {
    String passed = summary + (tally.old() > 0 ? "; " + tally.old() + " known from the baseline" : "")
        + (tally.waived() > 0 ? "; " + tally.waivers() : "");
    if (tally.counted() == 0) {
      return new Judged(new GateResult(gate.name(), gate.kind()
          .word(), Outcome.PASSED, cut(passed), tally.waived()), List.of(), tally.values());
    }
    List<String> told = tally.shown().subList(0, Math.min(MOST_TOLD, tally.shown().size()));
    int more = tally.counted() - told.size();
    String failed = "SLW-6120 " + passed + "; fails for " + String.join("; ", told) + (more > 0 ? "; and " + more + " more" : "");
    return new Judged(
        new GateResult(gate.name(), gate.kind().word(), Outcome.FAILED, cut(failed), tally.waived()), tally.shown(), tally.values());
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "…" : line;
  }
}
