package dev.slipway.engine.store;

import dev.slipway.engine.store.StoreException.Code;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The tables, in numbered steps that only ever grow. SQLite's own {@code user_version} says how many were taken, and
 * {@code application_id} whose file it is (docs/adr/0006-schema-without-a-library.md).
 */
final class SqliteSchema {
  /** "SLWY". */
  static final int APPLICATION_ID = 0x534C5759;

  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              create table targets (
                target text primary key,
                version integer not null,
                state text not null
              ) strict, without rowid""",
              """
              create table leases (
                target text primary key,
                owner text not null,
                epoch integer not null
              ) strict, without rowid""",
              """
              create table journal (
                sequence integer primary key,
                target text not null,
                at text not null,
                epoch integer not null,
                actor text not null,
                version integer not null,
                events text not null,
                input text not null,
                state_digest text not null,
                previous text not null,
                hash text not null,
                marks_rollout integer not null
              ) strict""",
              "create unique index journal_by_version on journal (target, version)",
              "create index journal_by_target on journal (target, sequence)",
              "create index journal_by_rollout on journal (target, sequence) where marks_rollout = 1",
              """
              create table releases (
                target text not null references targets (target),
                release text not null,
                body text not null,
                primary key (target, release)
              ) strict, without rowid"""),
          List.of(
              """
              create table lanes (
                target text not null,
                receiver text not null,
                begun integer not null,
                sequence integer not null,
                part integer not null,
                attempts integer not null,
                trouble text,
                holder text not null,
                until integer not null,
                primary key (target, receiver)
              ) strict, without rowid""",
              """
              create table dead_letters (
                target text not null,
                receiver text not null,
                begun integer not null,
                sequence integer not null,
                part integer not null,
                at text not null,
                attempts integer not null,
                trouble text not null,
                primary key (target, receiver, sequence, part)
              ) strict, without rowid"""),
          LevelTable.tables("integer", " strict, without rowid"),
          ArchivedTable.tables("integer", " strict", ", without rowid"));

  /** How many steps this version knows. */
  static final int CURRENT = STEPS.size();

  private SqliteSchema() {}

  /** Refuses a file that this version must not touch. Reads only. */
  static void check(Path file, Handle handle) {
    int application = number(handle, "pragma application_id");
    int version = number(handle, "pragma user_version");
    boolean fresh = application == 0 && version == 0 && number(handle, "select count(*) from sqlite_master") == 0;
    if (fresh) {
      return;
    }
    if (application != APPLICATION_ID) {
      throw new StoreException(
          Code.FOREIGN, file + " is a database, but not a store of Slipway's. It was not changed. Name another file");
    }
    if (version > CURRENT) {
      throw new StoreException(
          Code.NEWER,
          "state was written by a newer Slipway: " + file + " has schema " + version + ", this version knows " + CURRENT
              + ". Nothing was changed; traffic stays as it is. Start the newer version again, or restore a backup made by this one");
    }
  }

  /** Whether the tables are those of this version. */
  static boolean current(Handle handle) {
    return number(handle, "pragma user_version") == CURRENT;
  }

  /** Takes the steps that are missing, each in a transaction of its own. */
  static void migrate(Handle handle) {
    for (int taken = number(handle, "pragma user_version"); taken < CURRENT; taken++) {
      List<String> step = STEPS.get(taken);
      int next = taken + 1;
      handle.useTransaction(
          h -> {
            step.forEach(h::execute);
            h.execute("pragma application_id = " + APPLICATION_ID);
            h.execute("pragma user_version = " + next);
          });
    }
  }

  private static int number(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(Integer.class).one();
  }
}
