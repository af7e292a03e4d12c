package dev.slipway.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetLockTest {
  @TempDir Path folder;

  @Test
  void another_process_that_stands_still_with_it_is_told_and_not_waited_for_without_end() throws Exception {
    TargetLock.of(folder).close();
    Process other = new ProcessBuilder("python3", "-c", "import fcntl,sys\nf=open(sys.argv[1],'a')\nfcntl.lockf(f,fcntl.LOCK_EX)\n"
        + "print('held',flush=True)\nsys.stdin.read()", folder.resolve(".lock").toString()).start();
    try (var said = other.inputReader()) {
      assertEquals("held", said.readLine());
      // Nobody sleeps who was interrupted: the waits are counted, and over at once.
      Thread.currentThread().interrupt();
      IOException e = assertThrows(IOException.class, () -> TargetLock.of(folder));
      assertTrue(Thread.interrupted());
      assertTrue(String.valueOf(e.getMessage()).contains("another server has held"), e.getMessage());
    } finally {
      other.destroyForcibly().waitFor();
    }
    TargetLock.of(folder).close();
  }
}
