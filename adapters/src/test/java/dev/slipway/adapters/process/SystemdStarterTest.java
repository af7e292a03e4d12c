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
  private static Detached.Command command(Path folder, String line) {
    return new Detached.Command(
        folder.resolve("claim"), folder.resolve("exit"), folder.resolve("log"), folder, line, Map.of("PORT", "8080", "A", "b c"));
  }

  @Test
  void a_unit_is_asked_for_with_exactly_these_arguments() {
    Detached.Command command = command(Path.of("/s"), "run it");
    ProcessStarter.Bounds bounds = new ProcessStarter.Bounds(Duration.ofSeconds(30), Optional.of(512L << 20));
    List<String> arguments = SystemdStarter.arguments("shop/1.0+x.0", command, bounds, true);
    List<String> expected =
        List.of(
            "systemd-run", "--quiet", "--collect", "--no-ask-password", "--service-type=exec",
            "--unit=slipway-shop-1.0-x.0.service", "--description=Slipway instance shop/1.0+x.0", "--working-directory=/s",
            "--property=KillMode=mixed", "--property=TimeoutStopSec=30", "--property=StandardOutput=append:/s/log",
            "--property=StandardError=append:/s/log", "--property=MemoryMax=536870912", "--setenv=A=b c", "--setenv=PORT=8080", "--");
    assertEquals(expected, arguments.subList(0, expected.size()));
    assertEquals(
        command.arguments().stream().map(a -> a.replace("$", "$$")).toList(), arguments.subList(expected.size(), arguments.size()));
    assertEquals("--user", SystemdStarter.arguments("x", command, bounds, false).get(1));
    assertTrue(SystemdStarter.arguments("x", command, new ProcessStarter.Bounds(Duration.ZERO, Optional.empty()), true).stream()
        .noneMatch(a -> a.contains("MemoryMax")));
  }
}
