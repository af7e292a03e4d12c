package dev.slipway.gates.look;

import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.Surroundings;
import dev.slipway.gates.Tally;
import dev.slipway.gates.report.ReportFile;
import dev.slipway.gates.report.XmlReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Results of tests in the XML form of JUnit, as Surefire, Gradle, pytest, Jest and gotestsum write it. */
final class JunitLook implements Look {
  @Override
  public String at(GateSpec gate, Surroundings around, List<ReportFile> reports, Tally tally) {
    long tests = 0;
    long skipped = 0;
    for (ReportFile report : reports) {
      Reading reading = new Reading(report, tally);
      XmlReport.read(report, reading);
      tests += reading.tests;
      skipped += reading.skipped;
    }
    long least = gate.whole("least-tests", 1);
    if (tests < least) {
      tally.limit("least-tests", tests + " tests ran, and " + least + " must");
    }
    long most = gate.whole("most-skipped", Long.MAX_VALUE);
    if (skipped > most) {
      tally.limit("most-skipped", skipped + " tests were skipped, and " + most + " may be");
    }
    return Counted.of(tests, "test") + ", " + skipped + " skipped, in " + Counted.of(reports.size(), "file");
  }

  /** Reads one file. A suite that says it has more failures than its tests show has failed as well. */
  private static final class Reading implements XmlReport.Teller {
    private final ReportFile file;
    private final Tally tally;
    private final Deque<Suite> suites = new ArrayDeque<>();
    private long tests;
    private long skipped;
    private String test = "";
    private boolean bad;

    Reading(ReportFile file, Tally tally) {
      this.file = file;
      this.tally = tally;
    }

    /** What a suite says of itself, against what it lists. */
    private static final class Suite {
      final String name;
      final double said;
      long failed;
      long listed;

      Suite(String name, double said) {
        this.name = name;
        this.said = said;
      }
    }

    @Override
    public void begins(String path, XmlReport.Tag tag) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (path.equals(name) && !List.of("testsuite", "testsuites").contains(name)) {
        throw file.otherForm("JUnit XML", "it begins with <" + name + ">");
      }
      switch (name) {
        case "testsuite" -> suites.push(new Suite(tag.text("name").orElse(file.name()), tag.number("failures").orElse(0.0)
            + tag.number("errors").orElse(0.0)));
        case "testcase" -> {
          String of = tag.text("classname").filter(c -> !c.isBlank()).map(c -> c + ".").orElse("");
          test = of + tag.text("name").orElse("unnamed");
          bad = false;
          tests++;
        }
        case "skipped" -> skipped += path.contains("testcase/") ? 1 : 0;
        case "failure", "error" -> failed(path, tag);
        default -> {
          // Output, properties and what runners add of their own say nothing about the outcome.
        }
      }
    }

    private void failed(String path, XmlReport.Tag tag) {
      boolean ofTest = path.contains("testcase/");
      String what = ofTest ? test : suites.isEmpty() ? file.name() : suites.getFirst().name;
      if (!ofTest || !bad) {
        tally.finding(what, "", what + " failed: " + tag.text("message").or(() -> tag.text("type")).orElse("no reason given"));
        if (!suites.isEmpty()) {
          suites.getFirst().failed++;
        }
      }
      bad = ofTest;
    }

    @Override
    public void ends(String path) {
      if (path.endsWith("testcase") && !suites.isEmpty()) {
        suites.getFirst().listed++;
      }
      if (path.endsWith("testsuite")) {
        Suite suite = suites.pop();
        boolean alone = suite.listed == 0 && path.equals("testsuite");
        if (suite.said > suite.failed && (suite.listed > 0 || alone)) {
          tally.finding(suite.name, "suite", suite.name + " says that " + (long) suite.said + " of its tests failed, and lists "
              + suite.failed);
        }
      }
    }
  }
}
