package dev.slipway.cli.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of every step, run on sample projects of those kinds whose tools this machine has. */
class PipelineRunTest {
  @TempDir Path home;
  private Runner runner;

  @BeforeEach
  void a_slipway_on_the_path() throws IOException {
    runner = new Runner(home);
  }

  /** All steps with commands, in order; what one puts into GITHUB_ENV and GITHUB_OUTPUT the later ones get. Ends at the first failure,
      or after the last wanted. */
  private String github(Path folder, Map<String, String> event, String last) throws IOException, InterruptedException {
    Map<?, ?> workflow = PipelineTextTest.yaml(folder.resolve(Forge.GITHUB.file()));
    Path output = Files.createTempFile(home, "output", "");
    Path environment = Files.createTempFile(home, "env", "");
    Map<String, String> variables = runner.variables();
    variables.putAll(event);
    variables.putAll(Map.of("GITHUB_OUTPUT", output.toString(), "GITHUB_ENV", environment.toString(), "GITHUB_PATH", environment
        + ".path"));
    StringBuilder told = new StringBuilder();
    for (Object step : (List<?>) ((Map<?, ?>) ((Map<?, ?>) workflow.get("jobs")).get("verify")).get("steps")) {
      if (((Map<?, ?>) step).get("run") instanceof String script) {
        Files.readAllLines(environment).forEach(l -> variables.put(l.substring(0, l.indexOf('=')), l.substring(l.indexOf('=') + 1)));
        Shell.Run run = Shell.github(folder, variables, script);
        told.append(((Map<?, ?>) step).get("name")).append(' ').append(run.exit()).append('\n');
        if (run.exit() != 0) {
          return told + run.said();
        }
        if (((Map<?, ?>) step).get("name").equals(last)) {
          break;
        }
      }
    }
    return told + Files.readString(output);
  }

  private static Map<String, String> push(String ref, String type) {
    String name = ref.replaceFirst("refs/(heads|tags)/", "");
    return Map.of("GITHUB_EVENT_NAME", "push", "GITHUB_REF", ref, "GITHUB_REF_TYPE", type, "GITHUB_REF_NAME", name, "GITHUB_RUN_NUMBER",
        "7");
  }

  @Test
  void a_node_project_goes_through_on_github_by_branch_rule_and_stops_at_the_first_fault() throws Exception {
    Path folder = runner.project("node");
    PipelineFile.write(folder, Forge.GITHUB);
    String told = github(folder, push("refs/heads/main", "branch"), "Pack");
    assertTrue(told.endsWith("Pack 0\nenvironment=staging\nversion=0.0.0-main.7\n"), told);
    assertTrue(told.contains("Test 0") && told.contains("Gates 0") && told.contains("Bill of materials 0"), told);
    String packed = Shell.run(folder, Map.of(), List.of("tar", "-tzf", "release.tar.gz")).said();
    assertTrue(packed.contains("slipway-app/server.js") && packed.contains("reports/junit.xml") && packed.contains("slipway.yaml"), packed);
    assertTrue(github(folder, push("refs/tags/v1.4.0", "tag"),
        "Version and environment").endsWith("environment=production\nversion=1.4.0\n"));
    Map<String, String> asked = new HashMap<>(push("refs/heads/main", "branch"));
    asked.put("GITHUB_EVENT_NAME", "pull_request");
    assertTrue(github(folder, asked, "Version and environment").contains("environment=\n"), "a pull request leads nowhere");
    Files.writeString(folder.resolve("key.txt"), "-----BEGIN " + "PRIVATE KEY-----\n");
    String leaked = github(folder, push("refs/heads/main", "branch"), "Pack");
    assertTrue(leaked.contains("Gates 1") && leaked.contains("private-key in key.txt:1") && !leaked.contains("Pack"), leaked);
    Files.writeString(folder.resolve("test/adds.test.js"), "require('node:test')('adds', () => { throw new Error('no') })\n");
    assertTrue(github(folder, push("refs/heads/main", "branch"), "Pack").contains("Test 1"));
  }

  @Test
  void a_maven_project_takes_its_version_from_the_jar_that_was_built() throws Exception {
    Path folder = runner.project("maven");
    PipelineFile.write(folder, Forge.GITHUB);
    String told = github(folder, push("refs/heads/develop", "branch"), "Pack");
    assertTrue(told.endsWith("Gates 0\nPack 0\nenvironment=dev\nversion=1.2.0\n"), told);
    String packed = Shell.run(folder, Map.of(), List.of("tar", "-tzf", "release.tar.gz")).said();
    assertTrue(packed.contains("target/shop-1.2.0.jar") && packed.contains("target/bom.json") && packed.contains("TEST-MainTest.xml"),
        packed);
  }

  @Test
  void a_python_project_goes_through_on_gitlab() throws Exception {
    Path folder = runner.project("python");
    Map<?, ?> top = PipelineTextTest.yaml(PipelineFile.write(folder, Forge.GITLAB));
    List<String> scripts = new ArrayList<>();
    ((List<?>) ((Map<?, ?>) top.get("verify")).get("script")).forEach(s -> scripts.add((String) s));
    Map<String, String> variables = runner.variables();
    variables.putAll(Map.of("CI_COMMIT_REF_NAME", "release/1.0", "CI_PIPELINE_IID", "3"));
    Shell.Run run = Shell.gitlab(folder, variables, scripts);
    assertEquals(0, run.exit(), run.said());
    assertEquals("VERSION=0.0.0-release-1-0.3\n", Files.readString(folder.resolve("target.env")));
    assertTrue(Shell.run(folder, Map.of(), List.of("tar", "-tzf", "release.tar.gz")).said().contains("slipway-app/app.py"));
    Files.writeString(folder.resolve("app.py"), "def two():\n    return 3\n");
    assertNotEquals(0, Shell.gitlab(folder, variables, scripts).exit());
  }
}
