package dev.slipway.engine.store;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract<SqliteStore> {
  @TempDir Path folder;
  private SqliteStore store;

  @Override
  protected SqliteStore empty(InstantSource steadyClock) {
    store = SqliteStore.open(folder.resolve("slipway.db"), steadyClock);
    return store;
  }

  @AfterEach
  void closes() {
    store.close();
  }
}
