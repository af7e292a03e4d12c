package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Detached;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes as transient units of systemd (systemd-run(1)): outside the server's own cgroup, so that restarting the server's unit
 * leaves them alone, and with their memory limit held by the kernel.
 */
final class SystemdStarter implements ProcessStarter {

  /** Whether systemd runs as the first process (sd_booted(3)) and this user may ask it for units. */
  static boolean usable() {
    boolean booted = Files.isDirectory(Path.of("/run/systemd/system"));
    return booted && (root() || System.getenv("XDG_RUNTIME_DIR") != null);
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** The arguments of systemd-run for a command; systemd makes one dollar sign of two and would replace variables after a single one. */
  static List<String> arguments(String name, Detached.Command command, Path variables, Bounds bounds, boolean root) {
    List<String> arguments = new ArrayList<>(List.of("systemd-run"));
    if (!root) {
      arguments.add("--user");
    }
    arguments.addAll(List.of("--quiet", "--collect", "--no-ask-password", "--service-type=exec"));
    arguments.add("--unit=" + unit(name));
    arguments.add("--description=Slipway instance " + name);
    arguments.add("--working-directory=" + command.workingDirectory());
    arguments.add("--property=KillMode=mixed");
    // The shell beside the command writes down how it ended: one that is killed for want of memory must not take the shell with it.
    arguments.add("--property=OOMPolicy=continue");
    arguments.add("--property=TimeoutStopSec=" + Math.max(1, bounds.stopGrace().toSeconds()));
    arguments.add("--property=StandardOutput=append:" + command.log());
    arguments.add("--property=StandardError=append:" + command.log());
    bounds.memoryLimitBytes().ifPresent(bytes -> arguments.add("--property=MemoryMax=" + bytes));
    arguments.add("--property=EnvironmentFile=" + variables);
    arguments.add("--");
    command.arguments().forEach(argument -> arguments.add(argument.replace("$", "$$")));
    return arguments;
  }

  /** A unit's name may hold letters, digits and a few signs (systemd.unit(5)); any other becomes a dash. */
  static String unit(String name) {
    return "slipway-" + name.replaceAll("[^A-Za-z0-9:_.]", "-") + ".service";
  }

  @Override
  public Process start(String name, Detached.Command command, Path complaints, Bounds bounds) throws IOException {
    Path variables = complaints.resolveSibling(complaints.getFileName() + ".env");
    EnvironmentFile.write(variables, command.environment());
    ProcessBuilder builder = new ProcessBuilder(arguments(name, command, variables, bounds, root()));
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.to(complaints.toFile()));
    Process process = builder.start();
    // It returns when the command was begun, or cannot be: nobody reads the file any more.
    process.onExit().thenRun(() -> variables.toFile().delete());
    return process;
  }
}
