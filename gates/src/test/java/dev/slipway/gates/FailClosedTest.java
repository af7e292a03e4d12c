package dev.slipway.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be relied on has not passed: each way in which a report can be wrong fails with a message of its own. */
class FailClosedTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "junit", "<testsuite name='a' tests='1' failures='0' errors='0'><testcase classname='A' name='x'/></testsuite>",
          "coverage", "SF:a.js\nLF:10\nLH:9\nend_of_record\n",
          "sarif", "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}},\"results\":[]}]}",
          "trivy", "{\"SchemaVersion\":2,\"Results\":[{\"Target\":\"a\"}]}",
          "sbom", "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"name\":\"a\",\"version\":\"1\","
              + "\"licenses\":[{\"license\":{\"id\":\"MIT\"}}]}]}",
          "licences", "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"name\":\"a\",\"version\":\"1\","
              + "\"licenses\":[{\"license\":{\"id\":\"MIT\"}}]}]}",
          "load", "{\"metrics\":{\"http_reqs\":{\"count\":10},\"http_req_duration\":{\"med\":1.5,\"p(95)\":9.0}}}");

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"junit", "coverage", "sarif", "trivy", "sbom", "licences", "load"})
  void every_fault_of_a_report_has_its_own_code(String kind) throws IOException {
    Folder folder = new Folder(home);
    String gate = kind + "=report";
    assertTrue(folder.fails(gate).startsWith("SLW-6110 "), "missing");
    folder.with("report", "");
    assertTrue(folder.fails(gate).startsWith("SLW-6112 "), "empty");
    String good = GOOD.get(kind);
    folder.with("report", good);
    folder.passes(gate);
    folder.aged("report", Duration.ofHours(25));
    assertTrue(folder.fails(gate).startsWith("SLW-6113 "), "old");
    folder.passes(gate + ",max-age=2d");
    folder.aged("report", Duration.ofHours(-1));
    assertTrue(folder.fails(gate).startsWith("SLW-6113 "), "from the future");
    folder.with("report", good.substring(0, good.length() - 5));
    assertTrue(folder.fails(gate).startsWith("SLW-6116 "), "truncated: " + folder.fails(gate));
    folder.with("report", "<html><body>502 Bad Gateway</body></html>");
    String html = folder.fails(gate);
    assertTrue(html.startsWith("SLW-6117 ") || html.startsWith("SLW-6115 "), "of another form: " + html);
    folder.with("report", "{]");
    folder.fails(gate);
    for (String said : List.of(html, folder.fails(gate))) {
      assertTrue(said.contains("Nothing was deployed") && said.contains("report"), "says what, where and what it means: " + said);
    }
  }

  @Test
  void wherever_a_report_is_cut_off_it_does_not_pass() {
    Folder folder = new Folder(home);
    Set<String> passed = new HashSet<>();
    GOOD.forEach((kind, good) -> {
      String text = good.stripTrailing();
      for (int end = 1; end < text.length(); end++) {
        folder.with("report", text.substring(0, end));
        if (folder.judge(kind + "=report").result().outcome() == dev.slipway.core.gate.GateResult.Outcome.PASSED) {
          passed.add(kind + " at " + end + ": " + text.substring(0, end));
        }
      }
    });
    assertEquals(Set.of(), passed);
  }

  @Test
  void a_folder_in_place_of_a_report_and_a_file_nobody_may_read_fail() throws IOException {
    Folder folder = new Folder(home);
    Files.createDirectories(home.resolve("report"));
    assertTrue(folder.fails("junit=report").contains("is no file"));
  }

  @Test
  void one_old_file_among_new_ones_fails() throws IOException {
    Folder folder = new Folder(home).with("r/a.xml", GOOD.get("junit")).with("r/b.xml", GOOD.get("junit"));
    assertTrue(folder.passes("junit=r/*.xml").contains("2 tests"));
    folder.aged("r/b.xml", Duration.ofDays(3));
    assertTrue(folder.fails("junit=r/*.xml").contains("r/b.xml"));
  }
}
