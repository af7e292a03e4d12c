package dev.slipway.adapters.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A small machine within this one, in namespaces and a cgroup of its own, whose first process is a real systemd. Takes root. */
final class SystemdMachine implements AutoCloseable {
  private static final int MOST_SECONDS = 20;

  private final Path cgroup;
  private final Process unshare;
  private final long first;

  private SystemdMachine(Path cgroup, Process unshare, long first) {
    this.cgroup = cgroup;
    this.unshare = unshare;
    this.first = first;
  }

  /** Boots one, or skips the test and says why. */
  static SystemdMachine boot(Path folder) throws IOException, InterruptedException {
    Optional<Path> cgroups = Stream.of("/sys/fs/cgroup/unified", "/sys/fs/cgroup").map(Path::of)
        .filter(p -> Files.isWritable(p.resolve("cgroup.procs"))).findFirst();
    if (!"root".equals(System.getProperty("user.name")) || cgroups.isEmpty() || !Files.exists(Path.of("/lib/systemd/systemd"))) {
      return skipped("it takes root, a cgroup v2 hierarchy that may be written, and Debian's package systemd");
    }
    for (String unit : List.of("boot", "sysinit", "basic", "shutdown")) {
      Files.createDirectories(folder.resolve("units"));
      Files.writeString(folder.resolve("units/" + unit + ".target"), "[Unit]\nDescription=" + unit + "\nDefaultDependencies=no\n");
    }
    Path script = folder.resolve("boot-systemd.sh");
    try (InputStream in = SystemdMachine.class.getResourceAsStream("boot-systemd.sh")) {
      Files.write(script, java.util.Objects.requireNonNull(in).readAllBytes());
    }
    Path cgroup = Files.createDirectory(cgroups.get().resolve("slipway-test-" + ProcessHandle.current().pid()));
    String enter = "echo $$ >'" + cgroup + "/cgroup.procs' && exec unshare --mount --pid --fork --uts --ipc --cgroup --kill-child=KILL"
        + " sh '" + script + "' '" + folder + "'";
    Path said = folder.resolve("systemd.out");
    Process unshare = new ProcessBuilder("sh", "-c", enter).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    for (int looks = 0; looks < 500 && unshare.isAlive(); looks++) {
      Optional<ProcessHandle> first = unshare.children().findFirst();
      if (first.isPresent() && runs(first.get().pid(), "systemctl", "is-system-running").matches("(?s)(running|degraded).*")) {
        return new SystemdMachine(cgroup, unshare, first.get().pid());
      }
      Thread.sleep(20);
    }
    new SystemdMachine(cgroup, unshare, 0).close();
    return skipped("it does not boot in namespaces here: " + Files.readString(said).strip());
  }

  private static SystemdMachine skipped(String why) {
    System.err.println("SKIPPED everything that needs a real systemd: " + why);
    return Assumptions.abort("no real systemd: " + why);
  }

  /** Runs a command in it to its end; returns what it printed. */
  String run(String... command) throws IOException, InterruptedException {
    return runs(first, command);
  }

  private static String runs(long first, String... command) throws IOException, InterruptedException {
    List<String> entering = new ArrayList<>(
        List.of("nsenter", "--target", Long.toString(first), "--mount", "--pid", "--uts", "--ipc", "--cgroup", "--"));
    entering.addAll(List.of(command));
    Process process = new ProcessBuilder(entering).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("not ended within " + MOST_SECONDS + " s: " + entering);
    }
    return said.strip();
  }

  /** Ends it with everything in it. */
  @Override
  public void close() throws IOException, InterruptedException {
    unshare.children().forEach(ProcessHandle::destroyForcibly);
    unshare.destroyForcibly().waitFor();
    List<Path> groups;
    try (Stream<Path> all = Files.walk(cgroup)) {
      groups = all.filter(Files::isDirectory).sorted(java.util.Comparator.reverseOrder()).toList();
    }
    for (Path group : groups) {
      Workshop.eventually(group + " is empty", () -> gone(group));
    }
  }

  /** A cgroup can be removed as soon as its last process is gone. */
  private static boolean gone(Path group) {
    return group.toFile().delete() || !Files.exists(group);
  }
}
