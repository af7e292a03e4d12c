package dev.slipway.cli.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of every step for Go and .NET, where this machine has their tools; {@code -Dtest.dotnet=netcoreapp3.1} for an older SDK. */
class CompiledPipelineRunTest {
  @TempDir Path home;
  private Runner runner;

  @BeforeEach
  void a_slipway_on_the_path() throws Exception {
    runner = new Runner(home);
  }

  @Test
  void a_go_module_goes_through_on_gitlab() throws Exception {
    needs("go");
    Map<String, String> alone = Map.of("CI_COMMIT_REF_NAME", "main", "CI_PIPELINE_IID", "9", "GOPROXY", "off", "GOFLAGS", "-buildvcs=false",
        "GOCACHE", home.resolve("go-cache").toString(), "GOPATH", home.resolve("gopath").toString());
    goesThrough("go", alone, "main.go", "package main\n\nfunc main() { return 1 }\n");
  }

  @Test
  void a_dot_net_project_goes_through_on_gitlab() throws Exception {
    needs("dotnet");
    Files.createDirectories(home.resolve("nuget"));
    Map<String, String> alone = Map.of("CI_COMMIT_REF_NAME", "main", "CI_PIPELINE_IID", "9", "DOTNET_CLI_TELEMETRY_OPTOUT", "1",
        "DOTNET_CLI_HOME", home.resolve("nuget").toString());
    goesThrough("dotnet", alone, "Program.cs", "no program at all\n");
  }

  private void goesThrough(String kind, Map<String, String> more, String source, String fault) throws Exception {
    Path folder = runner.project(kind);
    List<String> scripts = new ArrayList<>();
    Map<?, ?> verify = (Map<?, ?>) PipelineTextTest.yaml(PipelineFile.write(folder, Forge.GITLAB)).get("verify");
    ((List<?>) verify.get("script")).forEach(s -> scripts.add((String) s));
    Map<String, String> variables = runner.variables();
    variables.putAll(more);
    Shell.Run run = Shell.gitlab(folder, variables, scripts);
    assertEquals(0, run.exit(), run.said());
    assertEquals("VERSION=0.0.0-main.9\n", Files.readString(folder.resolve("target.env")));
    assertTrue(Shell.run(folder, Map.of(), List.of("tar", "-tzf", "release.tar.gz")).said().contains("reports/bom.json"), run.said());
    Files.writeString(folder.resolve(source), fault);
    assertNotEquals(0, Shell.gitlab(folder, variables, scripts).exit());
  }

  private void needs(String program) throws Exception {
    if (Shell.run(home, Map.of(), List.of("sh", "-c", "command -v " + program)).exit() != 0) {
      String message = "SKIPPED: the pipeline's steps were NOT run, because this machine has no " + program;
      System.err.println("=".repeat(100) + "\n" + message + "\n" + "=".repeat(100));
      Assumptions.abort(message);
    }
  }
}
