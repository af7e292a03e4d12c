package dev.slipway.engine.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresArchivedTest extends ArchivedContract {
  private static RealPostgres postgres;
  private static int schemas;
  private PostgresStore store;

  @BeforeAll
  static void starts() {
    postgres = SharedPostgres.get();
  }

  @BeforeEach
  void opens() {
    store = PostgresStore.open(postgres.address("archived_" + ++schemas), postgres.password(), new SettableClock());
  }

  @Override
  StateStore store() {
    return store;
  }

  @AfterEach
  void closes() {
    store.close();
  }
}
