package dev.slipway.server.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.server.problem.Refused;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;
  private final List<String> done = new ArrayList<>();

  /** Another process that holds the lock while {@code work} runs: python's flock is another lock, lockf is the one that Java takes. */
  private void whileAnotherHolds(Path file, boolean together, Runnable work) throws Exception {
    String python = "import fcntl,sys\nf=open(sys.argv[1],'a+')\nfcntl.lockf(f," + (together ? "fcntl.LOCK_SH" : "fcntl.LOCK_EX")
        + ")\nprint('held',flush=True)\nsys.stdin.read()";
    Process other = new ProcessBuilder("python3", "-c", python, file.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var said = other.inputReader()) {
      assertEquals("held", said.readLine());
      work.run();
    } finally {
      other.destroy();
      other.waitFor();
    }
  }

  @Test
  void nobody_sweeps_while_a_command_of_this_or_another_server_is_carried_out() throws Exception {
    FolderLock lock = new FolderLock(folder.resolve("sweep.lock"));
    lock.enter();
    lock.enter();
    lock.alone(() -> done.add("during a command of ours"));
    lock.leave();
    lock.alone(() -> done.add("during the other"));
    lock.leave();
    lock.alone(() -> done.add("afterwards"));
    whileAnotherHolds(folder.resolve("sweep.lock"), true, () -> {
      lock.alone(() -> done.add("during a command of theirs"));
      lock.enter();
      lock.leave();
    });
    assertEquals(List.of("afterwards"), done);
  }

  @Test
  void a_command_waits_for_a_sweep_but_not_for_ever() throws Exception {
    FolderLock lock = new FolderLock(folder.resolve("sweep.lock"));
    whileAnotherHolds(folder.resolve("sweep.lock"), false, () -> {
      Thread.currentThread().interrupt();
      assertEquals("SLW-5154", assertThrows(Refused.class, lock::enter).code());
      assertTrue(Thread.interrupted());
    });
    lock.enter();
    lock.leave();
  }

  @Test
  void a_folder_that_cannot_be_used_is_told() throws Exception {
    FolderLock lock = new FolderLock(Files.createFile(folder.resolve("file")).resolve("sweep.lock"));
    assertThrows(UncheckedIOException.class, lock::enter);
  }
}
