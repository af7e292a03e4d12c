package dev.slipway.engine.store;

import dev.slipway.engine.journal.RecordHash;
import dev.slipway.engine.journal.TrailRecord;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The journal's rows without what was decided from: what a walk through years of them costs is mostly that. */
final class Trail {
  private Trail() {}

  /** Of all targets, oldest first. */
  static List<TrailRecord> page(Handle handle, long after, int most) {
    return handle
        .createQuery("select sequence, target, at, actor, events, hash from journal where sequence > ? order by sequence limit ?")
        .bind(0, after)
        .bind(1, most)
        .map((row, context) -> new TrailRecord(
            row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6)))
        .list();
  }

  /** Of the same no more than their hashes. */
  static List<RecordHash> hashes(Handle handle, long after, int most) {
    return handle
        .createQuery("select sequence, hash from journal where sequence > ? order by sequence limit ?")
        .bind(0, after)
        .bind(1, most)
        .map((row, context) -> new RecordHash(row.getLong(1), row.getString(2)))
        .list();
  }
}
