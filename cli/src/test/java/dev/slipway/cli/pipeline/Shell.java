package dev.slipway.cli.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs, and scripts as the forges run them. */
final class Shell {
  private static final int MOST_SECONDS = 240;

  private Shell() {}

  /** How it ended, and all that it printed. */
  record Run(int exit, String said) {}

  /** With these variables over the test's own. */
  static Run run(Path folder, Map<String, String> variables, List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("run", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(out.toFile())
          .redirectInput(Path.of("/dev/null").toFile());
      builder.environment().putAll(variables);
      Process process = builder.start();
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("it did not end: " + command + "\n" + Files.readString(out));
      }
      return new Run(process.exitValue(), Files.readString(out));
    } finally {
      Files.delete(out);
    }
  }

  /** A script as GitHub runs it: each in a shell of its own that ends with the first failure. */
  static Run github(Path folder, Map<String, String> variables, String script) throws IOException, InterruptedException {
    return run(folder, variables, List.of("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script));
  }

  /** Scripts as GitLab runs them: one after another in one shell. */
  static Run gitlab(Path folder, Map<String, String> variables, List<String> scripts) throws IOException, InterruptedException {
    return run(folder, variables, List.of("bash", "-eo", "pipefail", "-c", String.join("\n", new ArrayList<>(scripts))));
  }
}
