package dev.slipway.proxy.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  private static final int WRITES = 3_000;

  @Test
  void a_number_that_is_written_anew_is_never_found_half_written(@TempDir Path folder) throws Exception {
    try (StateDirectory taken = StateDirectory.take(folder.resolve("proxy")).orElseThrow()) {
      taken.write("number", WRITES);
      CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
        for (int i = 1; i <= WRITES; i++) {
          written(taken, WRITES + i);
        }
      });
      long read = WRITES;
      while (!writing.isDone()) {
        long now = Long.parseLong(Files.readString(taken.resolve("number")).strip());
        assertEquals(Math.max(read, now), now, "an older number came back");
        read = now;
      }
      writing.join();
      assertEquals(2L * WRITES, Long.parseLong(Files.readString(taken.resolve("number")).strip()));
    }
  }

  private static void written(StateDirectory taken, long number) {
    try {
      taken.write("number", number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
