package dev.slipway.engine.store;

import dev.slipway.engine.journal.RecordHash;
import dev.slipway.engine.journal.TrailRecord;
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
        .map((row, context) -> new TrailRecord(row.getLong(1), row.getString(2), at(row.getString(3), row, 7), row.getString(4),
            row.getString(5), row.getString(6)))
        .list();
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
        .map((row, context) -> new RecordHash(row.getLong(1), row.getString(2)))
        .list();
  }
}
