package dev.slipway.engine.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends StoreContract<PostgresStore> {
  private static RealPostgres postgres;
  private static int schemas;
  private PostgresStore store;

  @BeforeAll
  static void starts() {
    postgres = SharedPostgres.get();
  }

  /** The database's own clock cannot be set; one that is kept in a table can. */
  @Override
  protected PostgresStore empty(InstantSource steadyClock) {
    String schema = "contract_" + ++schemas;
    PostgresDatabase database = PostgresDatabase.open(postgres.address(schema), postgres.password());
    ((SettableClock) steadyClock).onChange(now -> set(schema, now));
    database.write(h -> h.execute("create table clock (at timestamptz not null)"));
    database.write(h -> h.execute("insert into clock values ('epoch')"));
    store = PostgresStore.over(database, steadyClock, "(select at from clock)");
    return store;
  }

  private static void set(String schema, Instant now) {
    Duration since = Duration.between(Instant.EPOCH, now);
    postgres.sql("update " + schema + ".clock set at = timestamptz 'epoch' + interval '" + since.toNanos() / 1_000 + " microseconds'");
  }

  @AfterEach
  void closes() {
    store.close();
  }
}
