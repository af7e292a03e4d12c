package dev.slipway.server.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFolderTest {
  @TempDir Path folder;

  @Test
  void a_hook_runs_in_the_folder_of_its_file_however_that_is_called() throws IOException, InterruptedException {
    Path odd = Files.createDirectory(folder.resolve("it's a $folder"));
    Policy.Hook hook = PolicyFolder.in(odd, before(new Policy.Hook("where", "pwd", Duration.ofSeconds(5), false))).before().getFirst();
    Process process = new ProcessBuilder("/bin/sh", "-c", hook.command()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor());
    assertEquals(odd.toRealPath(), Path.of(said).toRealPath());
  }

  @Test
  void a_hook_whose_folder_is_gone_fails_instead_of_running_elsewhere() throws IOException, InterruptedException {
    Policy.Hook hook = PolicyFolder.in(folder.resolve("gone"), before(new Policy.Hook("where", "true", Duration.ofSeconds(5), false)))
        .before().getFirst();
    assertEquals(1, new ProcessBuilder("/bin/sh", "-c", hook.command()).start().waitFor());
  }

  @Test
  void a_file_of_measurements_is_read_beside_slipway_yaml_and_an_address_is_left_alone() {
    SourceSpec file = new SourceSpec("trial", SourceSpec.Kind.CSV, "m.csv", Duration.ofSeconds(1), Duration.ZERO);
    SourceSpec address = new SourceSpec("main", SourceSpec.Kind.PROMETHEUS, "http://a:9090", Duration.ofSeconds(1), Duration.ZERO);
    Policy policy = judged(JudgePolicy.DEFAULT.readingFrom(List.of(file, address)));
    List<String> locations = PolicyFolder.in(folder, policy).judge().sources().stream().map(SourceSpec::location).toList();
    assertEquals(List.of(folder.resolve("m.csv").toString(), "http://a:9090"), locations);
  }

  private static Policy judged(JudgePolicy judge) {
    return new Policy(
        new Strategy.BlueGreen(Duration.ZERO), List.of(), List.of(), Duration.ZERO, Duration.ofMinutes(1), Otherwise.HOLD, judge, List.of(), List.of(), List.of());
  }

  private static Policy before(Policy.Hook hook) {
    return new Policy(
        new Strategy.BlueGreen(Duration.ZERO), List.of(), List.of(), Duration.ZERO, Duration.ofMinutes(1), Otherwise.HOLD, JudgePolicy.TRIGGERS, List.of(hook), List.of(), List.of());
  }
}
