package dev.slipway.gates;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each form of report says, and what a gate makes of it. */
class ReportsTest {
  @TempDir Path home;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(home);
  }

  /** Core's tests ran before those of this module, as the build has it; where somebody runs this class alone, the reports may be absent. */
  @Test
  void surefires_own_reports_of_the_module_below_are_read() throws IOException {
    Path reports = Path.of("..", "core", "target", "surefire-reports").toAbsolutePath().normalize();
    List<Path> written = List.of();
    if (Files.isDirectory(reports)) {
      try (Stream<Path> files = Files.list(reports)) {
        written = files.filter(f -> f.getFileName().toString().startsWith("TEST-")).limit(5).toList();
      }
    }
    if (written.isEmpty()) {
      String message = "SKIPPED: no report that Surefire itself wrote was read, for none is in " + reports + ". Run: ./mvnw -pl core test";
      System.err.println("=".repeat(100) + "\n" + message + "\n" + "=".repeat(100));
      assertNotEquals("true", System.getenv("CI"), message);
      Assumptions.abort(message);
    }
    for (Path file : written) {
      Files.copy(file, home.resolve(file.getFileName()));
    }
    String said = folder.judge("junit=TEST-*.xml").result().said();
    assertTrue(said.contains("in " + written.size() + " file") && !said.contains("0 tests, "), said);
  }

  @Test
  void failures_errors_and_suites_that_say_more_than_they_list_fail() {
    folder.with("a.xml", """
        <testsuites><testsuite name="s" tests="3" failures="1" errors="1">
          <testcase classname="A" name="good"/>
          <testcase classname="A" name="bad"><failure message="expected 1"/><rerunFailure message="again"/></testcase>
          <testcase classname="A" name="worse"><error type="java.lang.NullPointerException"/></testcase>
        </testsuite></testsuites>""");
    String said = folder.fails("junit=a.xml");
    assertTrue(said.contains("A.bad failed: expected 1") && said.contains("A.worse failed: java.lang.NullPointerException"), said);
    folder.with("b.xml", "<testsuite name='s' tests='9' failures='2'><testcase classname='A' name='x'/></testsuite>");
    assertTrue(folder.fails("junit=b.xml").contains("says that 2 of its tests failed, and lists 0"));
    folder.with("c.xml", "<testsuite name='s' tests='2' failures='0'><testcase name='x'/><testcase name='y'><skipped/></testcase>"
        + "</testsuite>");
    assertTrue(folder.passes("junit=c.xml,most-skipped=1").contains("2 tests, 1 skipped"));
    assertTrue(folder.fails("junit=c.xml,most-skipped=0").contains("1 tests were skipped"));
    assertTrue(folder.fails("junit=c.xml,least-tests=3").contains("2 tests ran, and 3 must"));
    folder.with("d.xml", "<testsuite name='s' tests='0'/>");
    assertTrue(folder.fails("junit=d.xml").contains("0 tests ran"));
  }

  @Test
  void coverage_of_three_tools_is_held_against_limits() {
    folder.with("jacoco.xml", """
        <report name="x"><sessioninfo id="1"/><package name="p"><counter type="LINE" missed="9" covered="0"/></package>
        <counter type="INSTRUCTION" missed="1" covered="1"/><counter type="BRANCH" missed="5" covered="5"/>
        <counter type="LINE" missed="10" covered="90"/></report>""");
    assertTrue(folder.passes("coverage=jacoco.xml,lines=90%,branches=50%").contains("lines 90.00%, branches 50.00%"));
    assertTrue(folder.fails("coverage=jacoco.xml,lines=90.5%").contains("lines are covered to 90.00%, and 90.5% must be"));
    folder.with("cobertura.xml", "<coverage line-rate='0.8' lines-covered='80' lines-valid='100' branches-covered='1' "
        + "branches-valid='4'/>");
    assertTrue(folder.fails("coverage=cobertura.xml,lines=80%,branches=30%").contains("branches are covered to 25.00%"));
    folder.with("old.xml", "<coverage line-rate='0.5'><packages><package><classes><class><methods><method><lines><line number='1' "
        + "hits='1'/></lines>"
        + "</method></methods><lines><line number='1' hits='1'/><line number='2' hits='0'/></lines></class></classes></package>"
            + "</packages></coverage>");
    assertTrue(folder.passes("coverage=old.xml,lines=50%").contains("lines 50.00%"));
    folder.with("lcov.info", "TN:\nSF:a.js\nDA:1,1\nLF:4\nLH:3\nBRF:2\nBRH:2\nend_of_record\nSF:b.js\nLF:4\nLH:4\nend_of_record\n");
    assertTrue(folder.passes("coverage=lcov.info,lines=87.5%").contains("lines 87.50%, branches 100.00%"));
    assertTrue(folder.fails("coverage=lcov.info,coverage=none.info").startsWith("SLW-6110 "));
  }

  @Test
  void what_was_accepted_last_may_not_get_worse() throws IOException {
    folder.with("lcov.info", "SF:a\nLF:100\nLH:90\nend_of_record\n");
    assertTrue(folder.fails("coverage=lcov.info,accepted=true").contains("SLW-6124 "));
    folder.with("slipway-accepted.json", "{\"staging\":{\"coverage\":{\"lines\":0.905}}}");
    assertTrue(folder.fails("coverage=lcov.info,accepted=true").contains("lines is 90.00%, was accepted at 90.50%"));
    folder.passes("coverage=lcov.info,accepted=true,tolerance=1%");
    folder.with("slipway-accepted.json", "{\"staging\":{\"load\":{\"p95\":100,\"errors\":0}}}");
    folder.with("k6.json", "{\"metrics\":{\"http_reqs\":{\"count\":5},\"http_req_duration\":{\"p(95)\":109},"
        + "\"http_req_failed\":{\"value\":0}}}");
    folder.passes("load=k6.json,accepted=true");
    folder.with("k6.json", "{\"metrics\":{\"http_reqs\":{\"count\":5},\"http_req_duration\":{\"p(95)\":111},"
        + "\"http_req_failed\":{\"value\":0}}}");
    assertTrue(folder.fails("load=k6.json,accepted=true").contains("p95 is 111.0 ms, was accepted at 100.0 ms and may be 110.0 ms at "
        + "worst"));
    folder.with("k6.json", "{\"metrics\":{\"http_reqs\":{\"count\":5},\"http_req_failed\":{\"value\":0}}}");
    assertTrue(folder.fails("load=k6.json,accepted=true").contains("p95 was 100.0 ms and is not measured any more"));
  }
}
