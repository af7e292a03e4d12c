package dev.slipway.bench.audit;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.KeptRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows of a file, in the hands of somebody who knows SQL and the format and is held back by no index. */
final class Rows implements AutoCloseable {
  private static final String COLUMNS =
      "sequence, target, at, epoch, actor, version, events, input, state_digest, previous, hash, marks_rollout";

  private final Connection connection;

  private Rows(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    sql("pragma synchronous = off", "pragma journal_mode = memory");
  }

  /** Those of a store, to write more of what belongs there. */
  static Rows withIndexes(Path file) throws SQLException {
    Rows rows = new Rows(file);
    rows.connection.setAutoCommit(false);
    return rows;
  }

  /** With nothing that refuses a record twice. */
  static Rows unheld(Path file) throws SQLException {
    Rows rows = new Rows(file);
    rows.sql("drop index journal_by_version");
    rows.connection.setAutoCommit(false);
    return rows;
  }

  void sql(String... statements) throws SQLException {
    try (Statement s = connection.createStatement()) {
      for (String each : statements) {
        s.executeUpdate(each);
      }
    }
  }

  /** Runs one statement with values. Returns how many rows it changed. */
  int change(String statement, Object... values) throws SQLException {
    try (PreparedStatement s = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        s.setObject(i + 1, values[i]);
      }
      return s.executeUpdate();
    }
  }

  List<KeptRecord> journal() throws SQLException {
    List<KeptRecord> all = new ArrayList<>();
    try (Statement s = connection.createStatement();
        ResultSet row = s.executeQuery("select " + COLUMNS + " from journal order by sequence")) {
      while (row.next()) {
        all.add(new KeptRecord(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5), row.getLong(6),
            row.getString(7), row.getString(8), row.getString(9), row.getString(10), row.getString(11), row.getInt(12) == 1));
      }
    }
    return all;
  }

  /** Puts these in the place of all that is there from a sequence on. */
  void replace(long from, List<KeptRecord> records) throws SQLException {
    int unused = change("delete from journal where sequence >= ?", from);
    insert(records);
  }

  void insert(List<KeptRecord> records) throws SQLException {
    try (PreparedStatement s = connection.prepareStatement("insert into journal (" + COLUMNS + ") values (?,?,?,?,?,?,?,?,?,?,?,?)")) {
      for (KeptRecord r : records) {
        Object[] values = {r.sequence(), r.target(), r.at(), r.epoch(), r.actor(), r.version(), r.events(), r.input(), r.stateDigest(),
            r.previous(), r.hash(), r.marks() ? 1 : 0};
        for (int i = 0; i < values.length; i++) {
          s.setObject(i + 1, values[i]);
        }
        int unused = s.executeUpdate();
      }
    }
  }

  void keep(TargetId target, long version, String state) throws SQLException {
    int unused = change("insert or replace into targets (target, version, state) values (?,?,?)", target.toString(), version, state);
  }

  /** The same record at a place after another, with the hash that it then has. */
  static KeptRecord sealed(KeptRecord r, long sequence, String actor, String previous) {
    KeptRecord open = new KeptRecord(sequence, r.target(), r.at(), r.epoch(), actor, r.version(), r.events(), r.input(), r.stateDigest(),
        previous, "", r.marks());
    return hashed(open, Chain.hash(open));
  }

  private static KeptRecord hashed(KeptRecord r, String hash) {
    return new KeptRecord(r.sequence(), r.target(), r.at(), r.epoch(), r.actor(), r.version(), r.events(), r.input(), r.stateDigest(),
        r.previous(), hash, r.marks());
  }

  /** The same record at another place, as it is. */
  static KeptRecord moved(KeptRecord r, long sequence) {
    return new KeptRecord(sequence, r.target(), r.at(), r.epoch(), r.actor(), r.version(), r.events(), r.input(), r.stateDigest(),
        r.previous(), r.hash(), r.marks());
  }

  @Override
  public void close() throws SQLException {
    connection.commit();
    connection.close();
  }
}
