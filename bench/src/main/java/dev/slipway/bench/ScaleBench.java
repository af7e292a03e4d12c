package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.bench.rig.Folders;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One server's engine and store with many rollouts at once: {@code [--rollouts 100,1000,10000] [--seconds n] [--traffic requests/s]}.
 * Instances and router
 * are in memory, everything else is real; each size has a process and a store of its own, with 1 GB of heap. {@code lag} is how much later
 * a target was looked at than it should; {@code cpu_ms_per_rollout} is processor time a rollout and second.
 */
public final class ScaleBench {
  private static final String SIZES = "100,1000,10000";
  private static final int SECONDS = 30;
  private static final String REQUESTS_PER_SECOND = "10";
  private static final String HEAP = "-Xmx1g";

  private ScaleBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchArguments given = BenchArguments.parse(arguments, "--rollouts", "--seconds", "--traffic");
    Path folder = Files.createTempDirectory("slipway-scale");
    List<JsonNode> sizes = new ArrayList<>();
    try {
      for (String rollouts : given.text("--rollouts", SIZES).split(",")) {
        sizes.add(run(rollouts.strip(), given.number("--seconds", SECONDS), given.text("--traffic", REQUESTS_PER_SECOND), folder));
        Figures.say("%s", sizes.getLast());
      }
    } finally {
      Folders.delete(folder);
    }
    new Figures().put("sizes", sizes).put("cost_ratio", worstRatio(sizes)).printAs("scale");
  }

  /** By how much a rollout costs more at one size than at any smaller one, at worst. */
  private static double worstRatio(List<JsonNode> sizes) {
    double least = Double.MAX_VALUE;
    double worst = 0;
    for (JsonNode size : sizes) {
      double cost = size.path("cpu_ms_per_rollout").asDouble();
      worst = Math.max(worst, cost / least);
      least = Math.min(least, cost);
    }
    return Math.round(worst * 100) / 100.0;
  }

  private static JsonNode run(String rollouts, int seconds, String requestsPerSecond, Path folder) throws IOException,
      InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP, "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED", "-cp",
            System.getProperty("java.class.path"), "dev.slipway.bench.scale.ScaleRun", rollouts, Integer.toString(seconds),
                requestsPerSecond,
            folder.toString());
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).redirectInput(new File("/dev/null"))
        .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the run of " + rollouts + " rollouts ended with " + process.exitValue() + ": " + out);
    }
    return new ObjectMapper().readTree(out.strip().substring(out.strip().lastIndexOf('\n') + 1));
  }
}
