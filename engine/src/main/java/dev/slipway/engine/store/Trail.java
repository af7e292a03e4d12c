package dev.slipway.engine.store;

import dev.slipway.engine.journal.RecordHash;
import dev.slipway.engine.journal.TrailRecord;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The journal's rows without what was decided from: what a walk through years of them costs is mostly that. */
final class Trail {
  private Trail() {}

  /** Of all targets, oldest first. */
  static List<TrailRecord> page(Handle handle, long after, int most) {
    return handle
        .createQuery("select sequence, target, at, actor, events, hash, 0 from journal where sequence > :after union all "
            + "select sequence, target, '', '', '', hash, second from archived where sequence > :after order by 1 limit :most")
        .bind("after", after)
        .bind("most", most)
        .map((row, context) -> new TrailRecord(row.getLong(1), text(row, 2), at(text(row, 3), row, 7), text(row, 4), text(row, 5),
            text(row, 6)))
        .list();
  }

  /** Both databases keep texts in UTF-8, and SQLite's driver hands their bytes over in a fraction of the time that it takes for a text. */
  private static String text(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Of a record that is in an archive its second is known. */
  static String at(String at, ResultSet row, int second) throws SQLException {
    return at.isEmpty() ? Instant.ofEpochSecond(row.getLong(second)).toString() : at;
  }

  /** Of the same no more than their hashes. */
  static List<RecordHash> hashes(Handle handle, long after, int most) {
    return handle
        .createQuery("select sequence, hash from journal where sequence > :after union all "
            + "select sequence, hash from archived where sequence > :after order by 1 limit :most")
        .bind("after", after)
        .bind("most", most)
        .map((row, context) -> new RecordHash(row.getLong(1), text(row, 2)))
        .list();
  }
}
