package dev.slipway.engine.store;

import dev.slipway.engine.store.StoreException.Code;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The tables in PostgreSQL, in numbered steps that only ever grow, as in SQLite: how many were taken is in a table of one row, which also
 * says whose they are (docs/adr/0006-schema-without-a-library.md).
 */
final class PostgresSchema {
  private static final String MARK = "slipway_schema";

  private static final List<List<String>> STEPS = List.of(
          List.of(
              """
              create table targets (
                target text primary key,
                version bigint not null,
                state text not null
              ) with (fillfactor = 50)""",
              """
              create table leases (
                target text primary key,
                owner text not null,
                epoch bigint not null,
                until timestamptz not null default timestamptz 'epoch'
              ) with (fillfactor = 50)""",
              """
              create table journal (
                sequence bigint primary key,
                target text not null,
                at text not null,
                epoch bigint not null,
                actor text not null,
                version bigint not null,
                events text not null,
                input text not null,
                state_digest text not null,
                previous text not null,
                hash text not null,
                marks_rollout integer not null
              )""",
              "create unique index journal_by_version on journal (target, version)",
              "create index journal_by_target on journal (target, sequence)",
              "create index journal_by_rollout on journal (target, sequence) where marks_rollout = 1",
              """
              create table releases (
                target text not null references targets (target),
                release text not null,
                body text not null,
                primary key (target, release)
              )""",
              """
              create table inbox (
                sequence bigint generated always as identity primary key,
                id text not null unique,
                target text not null,
                command text not null,
                until timestamptz not null,
                progress text not null,
                answer text
              )""",
              "create index inbox_waiting on inbox (target) where progress = 'waiting'",
              """
              create table facts (
                name text primary key,
                value text not null
              )"""),
          List.of(
              """
              create table lanes (
                target text not null,
                receiver text not null,
                begun bigint not null,
                sequence bigint not null,
                part integer not null,
                attempts integer not null, trouble text,
                holder text not null,
                until bigint not null,
                primary key (target, receiver)
              )""",
              """
              create table dead_letters (
                target text not null,
                receiver text not null,
                begun bigint not null,
                sequence bigint not null,
                part integer not null,
                at text not null,
                attempts integer not null,
                trouble text not null,
                primary key (target, receiver, sequence, part)
              )"""),
          LevelTable.tables("bigint", ""), List.of("alter table leases add column life bigint"), ArchivedTable.tables("bigint", "", ""));

  /** How many steps this version knows. */
  static final int CURRENT = STEPS.size();

  private PostgresSchema() {}

  /** Brings an empty schema, or one of an earlier version, to this one; refuses one that this version must not touch. In a transaction. */
  static void bring(Handle handle, PostgresAddress address) {
    if (!marked(handle)) {
      refuseForeign(handle, address);
      handle.execute("create schema if not exists " + address.schema());
      handle.execute("create table " + MARK + " (version integer not null)");
      handle.execute("insert into " + MARK + " values (0)");
    }
    int taken = version(handle);
    refuseNewer(taken, address);
    for (int next = taken; next < CURRENT; next++) {
      STEPS.get(next).forEach(handle::execute);
      handle.execute("update " + MARK + " set version = " + (next + 1));
    }
  }

  /** Refuses tables that a newer Slipway has changed. */
  static void refuseNewer(Handle handle, PostgresAddress address) {
    refuseNewer(version(handle), address);
  }

  private static boolean marked(Handle handle) {
    return handle.createQuery("select to_regclass(:mark) is not null").bind("mark", MARK).mapTo(Boolean.class).one();
  }

  private static int version(Handle handle) {
    return handle.createQuery("select version from " + MARK).mapTo(Integer.class).one();
  }

  private static void refuseForeign(Handle handle, PostgresAddress address) {
    int others = handle
        .createQuery("select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = :schema")
        .bind("schema", address.schema()).mapTo(Integer.class).one();
    if (others > 0) {
      throw new StoreException(
          Code.FOREIGN, "the schema " + address.schema() + " of " + address + " has tables, but not those of a store of Slipway's. "
              + "It was not changed. Name another: ?schema=NAME");
    }
  }

  private static void refuseNewer(int version, PostgresAddress address) {
    if (version > CURRENT) {
      throw new StoreException(
          Code.NEWER,
          "state was written by a newer Slipway: " + address + " has schema " + version + ", this version knows " + CURRENT
              + ". Nothing was changed; traffic stays as it is. Start the newer version, or restore a backup made by this one");
    }
  }
}
