package dev.slipway.cli.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is written for each kind of project is what GitHub and GitLab read, and holds the branch rules. */
class PipelineTextTest {
  @TempDir Path home;

  @Test
  void actionlint_finds_nothing_in_any_workflow_and_something_in_a_broken_one() throws Exception {
    Path program = actionlint();
    Path workflows = Files.createDirectory(home.resolve("workflows"));
    for (String kind : Samples.ALL.keySet()) {
      Path folder = Samples.write(Files.createDirectory(home.resolve(kind)), kind);
      Files.copy(PipelineFile.write(folder, Forge.GITHUB), workflows.resolve(kind + ".yml"));
    }
    Shell.Run good = Shell.run(home, Map.of(), List.of("node", program.toString(), "workflows/*.yml"));
    assertEquals(0, good.exit(), good.said());
    assertTrue(good.said().contains(Samples.ALL.size() + " workflow"), good.said());
    Path node = workflows.resolve("node.yml");
    Files.writeString(home.resolve("broken.yml"), Files.readString(node)
        .replace("needs.verify.outputs.version", "needs.verfy.outputs.version"));
    Shell.Run bad = Shell.run(home, Map.of(), List.of("node", program.toString(), "broken.yml"));
    assertNotEquals(0, bad.exit(), bad.said());
    assertTrue(bad.said().contains("verfy"), bad.said());
  }

  @Test
  void gitlab_s_own_schema_holds_for_every_pipeline_and_not_for_a_broken_one() throws Exception {
    String program = installed("install-gitlab-ci-local").toString();
    for (String kind : Samples.ALL.keySet()) {
      Path folder = Samples.write(Files.createDirectory(home.resolve(kind)), kind);
      PipelineFile.write(folder, Forge.GITLAB);
      Shell.run(folder, Map.of(), List.of("sh", "-c", "git init -q . && git remote add origin https://gitlab.example.com/acme/shop.git"
          + " && git add -A && git -c user.name=A -c user.email=a@example.com -c commit.gpgSign=false commit -q -m begin"));
    }
    Path broken = home.resolve("node/.gitlab-ci.yml");
    String good = Files.readString(broken);
    // All at once: each takes a second to begin.
    String each = "for kind in */; do (cd $kind && HOME=$PWD/../home node '" + program + "' --list > ../${kind%/}.said 2>&1; echo"
        + " exit $? >> ../${kind%/}.said) & done; wait";
    Shell.run(home, Map.of(), List.of("bash", "-c", each));
    for (String kind : Samples.ALL.keySet()) {
      String said = Files.readString(home.resolve(kind + ".said"));
      assertTrue(said.contains("json schema validated") && said.contains("verify") && said.endsWith("exit 0\n"), kind + ": " + said);
    }
    String[][] faults = {
      {"expire_in:", "expires: 3\n    expire_in:"}, {"stage: deploy\n", "stage: depoy\n"}, {"timeout: 30 minutes", "timeout: [30]"}};
    for (String[] fault : faults) {
      Files.writeString(broken, good.replace(fault[0], fault[1]));
      Shell.Run bad = Shell.run(broken.getParent(), Map.of("HOME", home.resolve("home").toString()), List.of("node", program, "--list"));
      assertNotEquals(0, bad.exit(), fault[1] + ": " + bad.said());
    }
  }

  private Path actionlint() throws Exception {
    return installed("install-actionlint");
  }

  private Path installed(String name) throws Exception {
    Path script = Path.of("src/test/sh", name).toAbsolutePath();
    Shell.Run installed = Shell.run(home, Map.of(), List.of("sh", script.toString()));
    if (installed.exit() != 0) {
      String message = "SKIPPED: the pipelines were NOT looked at, because " + script + " could not install its program: "
          + installed.said();
      System.err.println("=".repeat(100) + "\n" + message + "\n" + "=".repeat(100));
      assertNotEquals("true", System.getenv("CI"), message);
      Assumptions.abort(message);
    }
    return Path.of(installed.said().strip().lines().reduce((a, b) -> b).orElseThrow());
  }

  @Test
  void gitlab_gets_jobs_with_scripts_and_one_deploy_for_each_rule() throws IOException {
    for (String kind : Samples.ALL.keySet()) {
      Path folder = Samples.write(Files.createDirectory(home.resolve(kind)), kind);
      Map<?, ?> top = yaml(PipelineFile.write(folder, Forge.GITLAB));
      assertEquals(List.of("verify", "deploy"), top.get("stages"));
      for (String job : List.of("verify", "deploy-dev", "deploy-staging", "deploy-production")) {
        Map<?, ?> of = (Map<?, ?>) top.get(job);
        assertTrue(((List<?>) of.get("script")).stream().allMatch(s -> s instanceof String text && !text.isBlank()), kind + " " + job);
        assertTrue(((List<?>) top.get("stages")).contains(of.get("stage")), job);
      }
      Map<?, ?> production = (Map<?, ?>) ((List<?>) ((Map<?, ?>) top.get("deploy-production")).get("rules")).getFirst();
      assertEquals("manual", production.get("when"));
      assertEquals("$CI_COMMIT_TAG =~ /^v/ || $CI_COMMIT_BRANCH =~ /^release\\//", production.get("if"));
      Map<?, ?> dev = (Map<?, ?>) ((List<?>) ((Map<?, ?>) top.get("deploy-dev")).get("rules")).getFirst();
      assertTrue(dev.get("if").toString().contains("\"develop\""));
    }
  }

  @Test
  void what_is_there_is_left_as_it_is_and_what_is_unknown_gets_nothing() throws IOException {
    Path folder = Samples.write(Files.createDirectory(home.resolve("n")), "node");
    Path file = PipelineFile.write(folder, Forge.GITHUB);
    Files.writeString(file, "mine");
    assertTrue(assertThrows(CliException.class, () -> PipelineFile.write(folder, Forge.GITHUB)).said().startsWith("SLW-6054 "));
    assertEquals("mine", Files.readString(file));
    Path unknown = Files.createDirectory(home.resolve("u"));
    Files.copy(folder.resolve("slipway.yaml"), unknown.resolve("slipway.yaml"));
    assertTrue(assertThrows(CliException.class, () -> PipelineFile.write(unknown, Forge.GITLAB)).said().startsWith("SLW-6055 "));
    assertTrue(Files.notExists(unknown.resolve(".gitlab-ci.yml")));
  }

  static Map<?, ?> yaml(Path file) throws IOException {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
  }
}
