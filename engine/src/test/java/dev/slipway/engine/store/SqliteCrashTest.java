package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.engine.journal.JournalPages;
import dev.slipway.engine.journal.Replay;
import dev.slipway.engine.journal.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that are killed and real disks that refuse. */
class SqliteCrashTest {
  private static final int KILLS = Integer.getInteger("slipway.store.kills", 6);
  private static final int MOST_COMMITS_BEFORE_KILL = 60;

  @TempDir Path folder;

  @Test
  void a_writer_killed_at_any_moment_loses_nothing_that_it_said_was_committed() throws Exception {
    Path file = folder.resolve("slipway.db");
    Random random = new Random(KILLS);
    long before = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long acknowledged = before;
      try (WriterProcess writer = WriterProcess.start(file)) {
        for (int n = random.nextInt(MOST_COMMITS_BEFORE_KILL); n >= 0; n--) {
          acknowledged = writer.acknowledged();
        }
        acknowledged = writer.kill(acknowledged);
      }
      try (SqliteStore store = SqliteStore.open(file, new SettableClock())) {
        long version = store.load(Examples.SHOP).version();
        // One commit may have reached the disk without a word about it.
        assertTrue(version == acknowledged || version == acknowledged + 1, "said " + acknowledged + ", found " + version);
        Verification.Intact intact = assertInstanceOf(Verification.Intact.class, store.verify(List.of()));
        assertEquals(version, intact.records());
        assertInstanceOf(Replay.Result.Same.class, Replay.check(JournalPages.stream(store, Optional.empty())));
        before = version;
      }
    }
  }

  @Test
  void after_a_write_that_the_disk_refused_nothing_is_written_even_when_it_is_well_again_and_reading_goes_on() throws Exception {
    Path file = folder.resolve("slipway.db");
    String last;
    try (WriterProcess writer = WriterProcess.start(file)) {
      writer.acknowledged();
      WriterProcess.limitFiles(writer.pid(), "524288");
      last = writer.lastLine();
    }
    assertTrue(last.startsWith("failed SLW-5007 SLW-5007 "), last);
    long read = Long.parseLong(last.substring(last.lastIndexOf(' ') + 1));
    try (SqliteStore store = SqliteStore.open(file, new SettableClock())) {
      assertEquals(read, store.load(Examples.SHOP).version());
      assertEquals(read, assertInstanceOf(Verification.Intact.class, store.verify(List.of())).records());
      long epoch = store.lease(Examples.SHOP, "after", java.time.Duration.ofSeconds(1)).orElseThrow();
      assertTrue(Examples.commit(store, Examples.SHOP, epoch, Examples.toggle(read + 1)).isPresent());
    }
  }
}
