package dev.slipway.engine.store;

import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.journal.Verification.Broken;
import dev.slipway.engine.journal.Verification.Intact;
import dev.slipway.engine.store.StoreException.Code;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of a whole state: the same in every database. */
final class StateRows {
  private static final int ROWS_AT_ONCE = 500;
  private static final List<Table> TABLES = List.of(
      new Table("targets", List.of("target", "version", "state"), "target"),
      new Table("leases", List.of("target", "owner", "epoch"), "target"),
      new Table(
          "journal", List.of("sequence", "target", "at", "epoch", "actor", "version", "events", "input", "state_digest", "previous", "hash",
              "marks_rollout"), "sequence"),
      new Table("archived", List.of("sequence", "target", "second", "hash"), "sequence"),
      new Table("archived_states", List.of("target", "version", "sequence", "state"), "target"),
      new Table("releases", List.of("target", "release", "body"), "target, release"),
      new Table(
          "lanes", List.of("target", "receiver", "begun", "sequence", "part", "attempts", "trouble", "holder", "until"),
          "target, receiver"),
      new Table(
          "dead_letters", List.of("target", "receiver", "begun", "sequence", "part", "at", "attempts", "trouble"),
          "target, receiver, sequence, part"),
      new Table("level_targets", List.of("target", "objectives", "seen", "rolled"), "target"),
      new Table("levels", List.of("target", "indicator", "span", "minute", "total", "bad"), "target, indicator, span, minute"));

  private StateRows() {}

  private record Table(String name, List<String> columns, String order) {}

  /**
   * Copies all of them, and verifies what came of it. Both handles are in a transaction: what is thrown keeps nothing.
   *
   * @param where they go to, for people
   */
  static Intact copy(Handle from, Handle to, String where) {
    if (holds(to)) {
      throw new StoreException(Code.OCCUPIED, where + " holds a state already, and no state is written over another. Nothing was changed; "
          + "traffic stays as it is. Name another, or for a database another schema: ?schema=NAME");
    }
    TABLES.forEach(table -> copy(table, from, to));
    Verification verification = StoreVerifier.verify(to, List.of());
    return switch (verification) {
      case Intact i when i.records() == JournalTable.end(from).sequence()
          && i.head().map(Verification.Head::hash).orElse("").equals(i.records() == 0 ? "" : JournalTable.end(from).hash()) -> i;
      case Intact i -> throw damaged("of " + JournalTable.end(from).sequence() + " records " + i.records() + " arrived");
      case Broken b -> throw damaged("from record " + b.sequence() + " on it is not as it was written: " + b.detail());
    };
  }

  private static StoreException damaged(String why) {
    return new StoreException(Code.CORRUPT, "the state was not copied: " + why + ". Nothing was changed; traffic stays as it is. "
        + "Look at it with slipway audit verify");
  }

  static boolean holds(Handle handle) {
    return TABLES.stream().anyMatch(
        t -> handle.createQuery("select count(*) from (select 1 from " + t.name() + " limit 1) one").mapTo(Integer.class).one() > 0);
  }

  /** No epoch that anything outside may have heard of since stays in use. */
  static void raiseEpochs(Handle handle, long above) {
    int unused = handle.execute("update leases set epoch = ? where epoch < ?", above, above);
  }

  private static void copy(Table table, Handle from, Handle to) {
    String names = String.join(", ", table.columns());
    String marks = String.join(", ", table.columns().stream().map(c -> "?").toList());
    PreparedBatch batch = to.prepareBatch("insert into " + table.name() + " (" + names + ") values (" + marks + ")");
    try (batch; ResultIterator<Object[]> rows = from.createQuery("select " + names + " from " + table.name() + " order by " + table.order())
        .setFetchSize(ROWS_AT_ONCE).map((row, c) -> values(row, table.columns().size())).iterator()) {
      while (rows.hasNext()) {
        batch.add(rows.next());
        if (batch.size() == ROWS_AT_ONCE) {
          int[] unused = batch.execute();
        }
      }
      if (batch.size() > 0) {
        int[] unused = batch.execute();
      }
    }
  }

  private static Object[] values(java.sql.ResultSet row, int columns) throws java.sql.SQLException {
    Object[] values = new Object[columns];
    for (int i = 0; i < columns; i++) {
      values[i] = row.getObject(i + 1);
    }
    return values;
  }
}
