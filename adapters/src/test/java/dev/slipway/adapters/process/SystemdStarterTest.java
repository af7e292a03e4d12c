package dev.slipway.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.linux.Detached;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SystemdStarterTest {
  private static final Path VARIABLES = Path.of("/s/variables");

  private static Detached.Command command(Path folder, String line) {
    return new Detached.Command(
        folder.resolve("claim"), folder.resolve("exit"), folder.resolve("log"), folder, line, Map.of("PORT", "8080", "A", "b c"));
  }

  @Test
  void a_unit_is_asked_for_with_exactly_these_arguments() {
    Detached.Command command = command(Path.of("/s"), "run it");
    ProcessStarter.Bounds bounds = new ProcessStarter.Bounds(Duration.ofSeconds(30), Optional.of(512L << 20));
    List<String> arguments = SystemdStarter.arguments("shop/1.0+x.0", command, VARIABLES, bounds, true);
    List<String> expected =
        List.of(
            "systemd-run", "--quiet", "--collect", "--no-ask-password", "--service-type=exec",
            "--unit=slipway-shop-1.0-x.0.service", "--description=Slipway instance shop/1.0+x.0", "--working-directory=/s",
            "--property=KillMode=mixed", "--property=OOMPolicy=continue", "--property=TimeoutStopSec=30",
                "--property=StandardOutput=append:/s/log",
            "--property=StandardError=append:/s/log", "--property=MemoryMax=536870912", "--property=EnvironmentFile=/s/variables", "--");
    assertEquals(expected, arguments.subList(0, expected.size()));
    assertEquals(
        command.arguments().stream().map(a -> a.replace("$", "$$")).toList(), arguments.subList(expected.size(), arguments.size()));
    assertEquals("--user", SystemdStarter.arguments("x", command, VARIABLES, bounds, false).get(1));
    assertTrue(SystemdStarter.arguments("x", command, VARIABLES, new ProcessStarter.Bounds(Duration.ZERO, Optional.empty()), true).stream()
        .noneMatch(a -> a.contains("MemoryMax")));
  }

  @Test
  void no_value_of_a_variable_is_in_the_list_of_processes() {
    Detached.Command command = command(Path.of("/s"), "run it");
    String all = String.join(" ", SystemdStarter.arguments("x", command, VARIABLES, new ProcessStarter.Bounds(Duration.ZERO,
        Optional.empty()), true));
    assertTrue(command.environment().values().stream().noneMatch(all::contains), all);
  }

  @Test
  void variables_are_told_in_a_file_of_their_owner() throws java.io.IOException {
    assertEquals("A=\"b \\$c \\\"d\\\" \\\\ \\`e\\`\nf\"\nP=\"1\"\n", EnvironmentFile.text(Map.of("P", "1", "A", "b $c \"d\" \\ `e`\nf")));
    Path file = java.nio.file.Files.createTempDirectory("variables").resolve("env");
    EnvironmentFile.write(file, Map.of("A", "b"));
    assertEquals("rw-------", java.nio.file.attribute.PosixFilePermissions.toString(java.nio.file.Files.getPosixFilePermissions(file)));
  }
}
