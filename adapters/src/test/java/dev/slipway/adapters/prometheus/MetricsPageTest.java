package dev.slipway.adapters.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.OpenTelemetryMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/metrics.md says what the sources do. */
class MetricsPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern CODE = Pattern.compile("SLW-45[0-9]{2}");

  @Test
  void every_code_of_a_source_is_explained_and_no_other() throws IOException {
    TreeSet<String> used = new TreeSet<>();
    for (String module : List.of("adapters", "core", "engine")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          CODE.matcher(Files.readString(file)).results().map(MatchResult::group).forEach(used::add);
        }
      }
    }
    TreeSet<String> explained = new TreeSet<>();
    Pattern.compile("(?m)^\\| (SLW-45[0-9]{2}) \\|").matcher(page()).results().map(r -> r.group(1)).forEach(explained::add);
    assertTrue(used.size() > 20, used::toString);
    assertEquals(used, explained);
  }

  @Test
  void the_expressions_for_opentelemetry_are_those_that_are_asked() throws IOException {
    assertTrue(page().contains("`" + OpenTelemetryMetrics.DEFAULT.errorRate().bad() + "`"));
    String p95 = OpenTelemetryMetrics.DEFAULT.latencyMillis(0.95).expression().replaceAll("bucket\\{.*\\}\\[", "bucket{…}[");
    assertTrue(page().contains("`" + p95 + "`"), p95);
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/metrics.md"));
  }
}
