package dev.slipway.gates;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made to harm are refused, and honest large ones read, in a Java of 24 MB. */
class HostileFilesTest {
  private static final int PROCESS_SECONDS = 120;
  private static final String JUNIT = "<testsuite tests='1'><testcase name='x'>%s</testcase></testsuite>";

  @TempDir Path home;

  /** Something outside the folder that an entity would bring in. */
  @Test
  void entities_of_its_own_are_refused_whether_they_name_a_file_an_address_or_each_other() throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), "the-secret");
    Folder folder = new Folder(home);
    for (String type : List.of(
        "<!DOCTYPE a [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>",
        "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/evil.dtd'> %x;]>",
        "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>")) {
      for (String kind : List.of("junit", "coverage", "load")) {
        folder.with("r.xml", "<?xml version='1.0'?>" + type + JUNIT.formatted("<failure message='&x;&c;'/>"));
        String said = folder.fails(kind + "=r.xml");
        assertTrue(said.startsWith("SLW-6118 "), said);
        assertTrue(!said.contains("the-secret"), said);
      }
    }
  }

  @Test
  void an_entity_that_nobody_declared_is_no_xml_and_a_document_type_by_name_is_not_fetched() {
    Folder folder = new Folder(home);
    folder.with("r.xml", JUNIT.formatted("<failure message='&x;'/>"));
    assertTrue(folder.fails("junit=r.xml").startsWith("SLW-6115 "));
    folder.with("j.xml", "<?xml version='1.0'?><!DOCTYPE report PUBLIC '-//JACOCO//DTD Report 1.1//EN' 'http://127.0.0.1:9/report.dtd'>"
        + "<report name='x'><counter type='LINE' missed='1' covered='9'/></report>");
    assertTrue(folder.passes("coverage=j.xml").contains("90.00%"));
  }

  @Test
  void what_is_nested_deeply_is_refused() {
    Folder folder = new Folder(home);
    folder.with("r.xml", "<testsuites>" + "<testsuite>".repeat(100_000));
    assertTrue(folder.fails("junit=r.xml").startsWith("SLW-6118 "));
    folder.with("r.json", "{\"version\":\"2.1.0\",\"runs\":" + "[".repeat(100_000));
    assertTrue(folder.fails("sarif=r.json").startsWith("SLW-6118 "));
  }

  @Test
  void large_files_are_read_and_bloated_values_refused_in_24_megabytes() throws IOException, InterruptedException {
    repeated("text.xml", "<testsuite tests='1'><testcase name='x'><system-out>", "0123456789abcdef", 600_000,
        "</system-out></testcase></testsuite>");
    repeated("cdata.xml", "<testsuite tests='1'><testcase name='x'><system-out><![CDATA[", "0123456789abcdef", 600_000,
        "]]></system-out></testcase></testsuite>");
    repeated("attribute.xml", "<testsuite tests='1'><testcase name='", "0123456789abcdef", 600_000, "'/></testsuite>");
    repeated("comment.xml", "<testsuite tests='1'><!--", "0123456789abcdef", 600_000, "--><testcase name='x'/></testsuite>");
    repeated("cases.xml", "<testsuite tests='1'>", "<testcase name='x' classname='y'/>", 150_000, "</testsuite>");
    String run = "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}},\"results\":[%s";
    repeated("results.sarif", run.formatted("{\"level\":\"note\"}"),
        ",{\"ruleId\":\"R1\",\"level\":\"note\",\"message\":{\"text\":\"m\"}}", 150_000, "]}]}");
    repeated("string.sarif", run.formatted("{\"message\":{\"text\":\""), "0123456789abcdef", 600_000, "\"}}]}]}");
    repeated("artifact.sarif", "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}},"
        + "\"artifacts\":[{\"contents\":{\"text\":\"",
        "0123456789abcdef", 600_000, "\"}}],\"results\":[]}]}");
    repeated("entry.sarif", run.formatted("{\"locations\":[0"), ",1", 600_000, "]}]}]}");
    String said = inSmallJava("junit=text.xml", "junit=cdata.xml", "junit=attribute.xml", "junit=comment.xml", "junit=cases.xml",
        "sarif=results.sarif", "sarif=string.sarif", "sarif=artifact.sarif", "sarif=entry.sarif");
    for (String passed : List.of("text.xml PASSED", "cdata.xml PASSED", "comment.xml PASSED", "cases.xml PASSED 150000 tests",
        "results.sarif PASSED 150001 findings",
        "artifact.sarif PASSED")) {
      assertTrue(said.contains(passed), passed + " in\n" + said);
    }
    for (String refused : List.of("attribute.xml FAILED SLW-6118", "string.sarif FAILED SLW-6118", "entry.sarif FAILED SLW-6118")) {
      assertTrue(said.contains(refused), refused + " in\n" + said);
    }
  }

  private void repeated(String name, String head, String middle, int times, String tail) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(home.resolve(name))) {
      out.write(head);
      for (int i = 0; i < times; i++) {
        out.write(middle);
      }
      out.write(tail);
    }
  }

  private String inSmallJava(String... gates) throws IOException, InterruptedException {
    java.util.ArrayList<String> command = new java.util.ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx24m", "-XX:+UseSerialGC", "-cp",
            System.getProperty("java.class.path"),
        "dev.slipway.gates.SmallJava", home.toString()));
    command.addAll(List.of(gates));
    Path out = home.resolve("out.txt");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertTrue(process.waitFor(PROCESS_SECONDS, TimeUnit.SECONDS), "it did not end");
    return Files.readString(out);
  }
}
