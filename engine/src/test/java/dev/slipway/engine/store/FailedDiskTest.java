package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.engine.journal.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The disk did not keep what it was told to keep. */
class FailedDiskTest {
  private static final Duration LENGTH = Duration.ofSeconds(10);

  @TempDir Path folder;

  private static StoreException failing(SqliteDatabase database) {
    return assertThrows(
        StoreException.class,
        () -> database.write(h -> {
          SQLiteException fault = new SQLiteException("disk I/O error", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
          throw new UnableToExecuteStatementException(fault, null);
        }));
  }

  @Test
  void after_an_fsync_that_failed_nothing_is_written_again_until_another_process_opens_the_store() throws Exception {
    Path file = folder.resolve("slipway.db");
    SqliteDatabase database = SqliteDatabase.open(file);
    try (SqliteStore store = SqliteStore.over(database, new SettableClock())) {
      long epoch = store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow();
      Examples.fill(store, Examples.SHOP, epoch, 3);
      StoreException failed = failing(database);
      assertEquals("SLW-5007", failed.code());
      assertTrue(failed.endsTheProcess());
      long before = Files.size(folder.resolve("slipway.db-wal"));
      for (int again = 0; again < 3; again++) {
        StoreException refused = assertThrows(StoreException.class, () -> Examples.commit(store, Examples.SHOP, epoch, Examples.toggle(3)));
        assertEquals("SLW-5007", refused.code());
      }
      assertEquals(before, Files.size(folder.resolve("slipway.db-wal")), "it was written all the same");
      assertEquals(4, store.load(Examples.SHOP).version(), "reading goes on");
    }
    try (SqliteStore store = SqliteStore.open(file, new SettableClock())) {
      long epoch = store.lease(Examples.SHOP, "server-2", LENGTH).orElseThrow();
      Examples.mustCommit(store, Examples.SHOP, epoch, Examples.toggle(3));
      assertInstanceOf(Verification.Intact.class, store.verify(List.of()));
    }
  }

  @Test
  void a_full_disk_and_a_damaged_file_do_not_end_the_process() {
    assertFalse(new StoreException(StoreException.Code.FULL, "full").endsTheProcess());
    assertFalse(new StoreException(StoreException.Code.CORRUPT, "damaged").endsTheProcess());
  }
}
