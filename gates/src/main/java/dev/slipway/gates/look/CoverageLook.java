package dev.slipway.gates.look;

import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.Accepted;
import dev.slipway.gates.Surroundings;
import dev.slipway.gates.Tally;
import dev.slipway.gates.report.ReportFile;
import dev.slipway.gates.report.XmlReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;

/** Coverage as JaCoCo, Cobertura or LCOV write it; which of them it is, the file shows. Several files are added up. */
final class CoverageLook implements Look {
  @Override
  public String at(GateSpec gate, Surroundings around, List<ReportFile> reports, Tally tally) {
    Covered all = new Covered();
    for (ReportFile report : reports) {
      Covered one = of(report);
      if (one.lines <= 0) {
        throw report.malformed("it lists no line that could be covered");
      }
      all.add(one);
    }
    hold(gate, "lines", all.linesCovered / all.lines, tally);
    StringBuilder said = new StringBuilder("lines " + Accepted.spelled("lines", all.linesCovered / all.lines));
    if (all.branches > 0) {
      hold(gate, "branches", all.branchesCovered / all.branches, tally);
      said.append(", branches ").append(Accepted.spelled("branches", all.branchesCovered / all.branches));
    } else if (gate.share("branches").isPresent()) {
      tally.limit("branches", "the report counts no branches, and " + gate.text("branches").orElseThrow() + " of them must be covered");
    }
    return said.toString();
  }

  private static void hold(GateSpec gate, String name, double share, Tally tally) {
    tally.value(name, share);
    OptionalDouble least = gate.share(name);
    if (least.isPresent() && share < least.getAsDouble() - 1e-9) {
      tally.limit(name, name + " are covered to " + Accepted.spelled(name, share) + ", and " + gate.text(name).orElseThrow() + " must be");
    }
  }

  private static Covered of(ReportFile report) {
    try (BufferedReader in = new BufferedReader(new InputStreamReader(report.open(), StandardCharsets.UTF_8))) {
      char[] first = new char[512];
      int n = Math.max(0, in.read(first));
      return new String(first, 0, n).stripLeading().replace("\uFEFF", "").startsWith("<") ? xml(report) : LcovLines.of(report);
    } catch (IOException e) {
      throw report.unreadable(e);
    }
  }

  private static Covered xml(ReportFile report) {
    Covered all = new Covered();
    Covered listed = new Covered();
    XmlReport.read(report, (path, tag) -> {
      switch (path) {
        case "report/counter" -> jacoco(tag, all);
        case "coverage" -> cobertura(tag, all);
        case "coverage/packages/package/classes/class/lines/line" -> {
          listed.lines++;
          listed.linesCovered += tag.number("hits").orElse(0.0) > 0 ? 1 : 0;
        }
        case "report" -> {
          // The root of JaCoCo's: its counters follow the packages.
        }
        default -> {
          if (!path.contains("/")) {
            throw report.otherForm("coverage of JaCoCo, Cobertura or LCOV", "it begins with <" + path + ">");
          }
        }
      }
    });
    if (all.lines == 0) {
      all.add(listed);
    }
    if (all.linesCovered > all.lines || all.branchesCovered > all.branches) {
      throw report.malformed("more is covered than there is");
    }
    return all;
  }

  private static void jacoco(XmlReport.Tag tag, Covered all) {
    double covered = tag.number("covered").orElse(0.0);
    double both = covered + tag.number("missed").orElse(0.0);
    switch (tag.text("type").orElse("")) {
      case "LINE" -> {
        all.lines += both;
        all.linesCovered += covered;
      }
      case "BRANCH" -> {
        all.branches += both;
        all.branchesCovered += covered;
      }
      default -> {
        // Instructions, methods and classes are other ways to count the same.
      }
    }
  }

  private static void cobertura(XmlReport.Tag tag, Covered all) {
    all.lines += tag.number("lines-valid").orElse(0.0);
    all.linesCovered += tag.number("lines-covered").orElse(0.0);
    all.branches += tag.number("branches-valid").orElse(0.0);
    all.branchesCovered += tag.number("branches-covered").orElse(0.0);
  }
}
