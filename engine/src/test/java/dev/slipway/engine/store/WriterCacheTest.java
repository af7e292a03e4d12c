package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterCacheTest {
  @TempDir private Path folder;

  @Test
  void what_is_kept_in_memory_grows_with_the_targets_and_not_with_the_journal() {
    try (Handle writer = SqliteConnections.migrated(folder.resolve("state.db"))) {
      WriterCache cache = new WriterCache(writer);
      assertEquals(WriterCache.LEAST_KIBIBYTES, kibibytes(writer));
      write(writer, 10);
      fit(cache);
      assertEquals(WriterCache.LEAST_KIBIBYTES, kibibytes(writer));
      write(writer, 1_000);
      fit(cache);
      assertEquals(1_000 * WriterCache.KIBIBYTES_PER_TARGET, kibibytes(writer));
      write(writer, 20_000);
      fit(cache);
      assertEquals(WriterCache.MOST_KIBIBYTES, kibibytes(writer));
    }
  }

  /** As many transactions as it takes until it looks. */
  private static void fit(WriterCache cache) {
    for (int i = 0; i < 100; i++) {
      cache.fit();
    }
  }

  private static void write(Handle writer, int targets) {
    writer.useTransaction(h -> {
      for (int i = 0; i < targets; i++) {
        h.execute("insert into targets (target, version, state) values (?, 1, '{}') on conflict do nothing", "s/e" + i);
      }
    });
  }

  private static int kibibytes(Handle writer) {
    return -writer.createQuery("pragma cache_size").mapTo(Integer.class).one();
  }
}
