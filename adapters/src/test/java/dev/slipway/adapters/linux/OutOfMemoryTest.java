package dev.slipway.adapters.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes in a real cgroup with little memory. Takes root. */
class OutOfMemoryTest {
  private static final String LIMIT_BYTES = Integer.toString(40 << 20);
  private static final int MOST_SECONDS = 60;
  private static final String EATER = "python3 -c 'x = [bytearray(1 << 20) for _ in range(400)]'";

  @TempDir private Path folder;

  @Test
  void one_that_the_kernel_killed_for_want_of_memory_is_told_apart_from_one_that_somebody_killed() throws IOException,
      InterruptedException {
    Path cgroup = Files.createDirectory(hierarchy().orElseThrow().resolve("slipway-oom-" + ProcessHandle.current().pid()));
    try {
      for (String limit : List.of("memory.limit_in_bytes", "memory.max")) {
        if (Files.exists(cgroup.resolve(limit))) {
          Files.writeString(cgroup.resolve(limit), LIMIT_BYTES);
        }
      }
      assertEquals("137 out of memory", ended(cgroup, "eater", Detached.replacingShell(EATER)));
      assertEquals("137", ended(cgroup, "killed", "kill -9 $$"));
      assertEquals("3", ended(cgroup, "three", "exit 3"));
    } finally {
      Files.delete(cgroup);
    }
  }

  /** The hierarchy that holds memory in, of cgroup v1 or v2. */
  private static Optional<Path> hierarchy() throws IOException {
    Path second = Path.of("/sys/fs/cgroup/cgroup.subtree_control");
    boolean v2 = Files.isReadable(second) && Files.readString(second).contains("memory");
    Optional<Path> found =
        Stream.of(v2 ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory").map(Path::of).filter(p -> Files.isWritable(p.resolve("cgroup.procs")))
            .findFirst();
    if (found.isEmpty()) {
      String message = "SKIPPED: want of memory was NOT tested; it takes root and a cgroup that holds memory in";
      System.err.println("=".repeat(100) + "\n" + message + "\n" + "=".repeat(100));
      assertNotEquals("true", System.getenv("CI"), message);
      Assumptions.abort(message);
    }
    return found;
  }

  /** What stands in the exit file of a command that ran in the cgroup. */
  private String ended(Path cgroup, String name, String command) throws IOException, InterruptedException {
    Path exit = folder.resolve(name + ".exit");
    Detached.Command run = new Detached.Command(folder.resolve(name + ".claim"), exit, folder.resolve(name + ".log"), folder, command,
        Map.of());
    List<String> arguments = new ArrayList<>(List.of("/bin/sh", "-c", "echo $$ >" + cgroup.resolve("cgroup.procs") + "; exec setsid \"$@\"",
        "sh"));
    arguments.addAll(run.arguments());
    Process process = new ProcessBuilder(arguments).redirectErrorStream(true).redirectOutput(folder.resolve(name + ".said").toFile())
        .start();
    assertEquals(true, process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), () -> name + " does not end");
    return Files.readString(exit).strip();
  }
}
