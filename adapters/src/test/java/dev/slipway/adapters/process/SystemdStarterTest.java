package dev.slipway.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.linux.Claim;
import dev.slipway.adapters.linux.Detached;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SystemdStarterTest {
  @TempDir Path folder;

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

  @Test
  void a_unit_runs_and_claims_its_life() throws Exception {
    if (!SystemdStarter.usable()) {
      System.err.println("SKIPPED a_unit_runs_and_claims_its_life: systemd does not run on this machine");
    }
    Assumptions.assumeTrue(SystemdStarter.usable(), "systemd does not run here");
    Detached.Command command = command(folder, "exec sleep 60");
    new SystemdStarter().start("test-" + ProcessHandle.current().pid(), command, folder.resolve("said"),
        new ProcessStarter.Bounds(Duration.ofSeconds(1), Optional.of(64L << 20)));
    Workshop.eventually("claimed", () -> Files.exists(folder.resolve("claim")));
    Claim.Seen.Made made = (Claim.Seen.Made) Claim.read(folder.resolve("claim"));
    made.claim().main().signal(Machine.here(), Signal.KILL);
    Workshop.eventually("exit code", () -> Files.exists(folder.resolve("exit")));
  }
}
