package dev.slipway.engine.store;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Archive;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.codec.CodecException;
import dev.slipway.engine.codec.CoreJson;
import dev.slipway.engine.codec.TimeText;
import dev.slipway.engine.journal.KeptRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The journal's rows. */
final class JournalTable {
  private static final String SHORTENED = KeptRecord.type(Event.Shortened.class);
  private static final String COLUMNS = "sequence, target, at, epoch, actor, version, events, input, state_digest, previous, hash";

  /** Records that say what is in an archive, oldest first. */
  static List<Archive> archives(Handle handle) {
    return handle.createQuery("select events from journal where target = ? order by sequence").bind(0, TargetId.ACCESS.toString())
        .mapTo(String.class).stream().filter(e -> e.contains(SHORTENED)).flatMap(e -> CoreJson.readEvents(e).stream())
        .flatMap(e -> e instanceof Event.Shortened s ? Stream.of(s.archive()) : Stream.empty()).toList();
  }

  /** The last record's sequence and hash. */
  record End(long sequence, String hash) {}

  private JournalTable() {}

  static End end(Handle handle) {
    return handle
        .createQuery("select sequence, hash from journal order by sequence desc limit 1")
        .map((row, context) -> new End(row.getLong(1), row.getString(2)))
        .findOne()
        .orElse(new End(0, JournalRecord.GENESIS));
  }

  static void append(Handle handle, JournalRecord r) {
    handle.execute(
        "insert into journal (" + COLUMNS + ", marks_rollout) values (?,?,?,?,?,?,?,?,?,?,?,?)",
        r.sequence(),
        r.target().toString(),
        r.at().toString(),
        r.epoch(),
        r.actor(),
        r.version(),
        CoreJson.writeEvents(r.events()),
        r.input(),
        r.stateDigest(),
        r.previous(),
        r.hash(),
        PastRollout.marks(r.events()) ? 1 : 0);
  }

  static List<JournalRecord> page(Handle handle, Optional<TargetId> target, long after, int most) {
    String where = target.isPresent() ? "where target = :target and sequence > :after" : "where sequence > :after";
    var query = handle.createQuery("select " + COLUMNS + " from journal " + where + " order by sequence limit :most").bind("after", after).bind("most", most);
    target.ifPresent(t -> query.bind("target", t.toString()));
    return query.map(JournalTable::record).list();
  }

  /** The same of all targets, unread, and what is known of those that are in an archive. */
  static List<KeptRecord> kept(Handle handle, long after, int most) {
    return handle
        .createQuery("select " + COLUMNS + ", marks_rollout, 0 from journal where sequence > :after union all "
            + "select sequence, target, '', 0, '', 0, '', '', '', '', hash, 0, second from archived where sequence > :after "
            + "order by 1 limit :most")
        .bind("after", after)
        .bind("most", most)
        .map((row, context) -> kept(row))
        .list();
  }

  private static KeptRecord kept(ResultSet row) throws SQLException {
    return new KeptRecord(
        row.getLong(1),
        row.getString(2),
        Trail.at(row.getString(3), row, 13),
        row.getLong(4),
        row.getString(5),
        row.getLong(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getInt(12) == 1);
  }

  /** The last records that begin or end a rollout, oldest first. */
  static List<JournalRecord> marks(Handle handle, TargetId target, int most) {
    return handle
        .createQuery("select " + COLUMNS + " from journal where target = ? and marks_rollout = 1 order by sequence desc limit ?")
        .bind(0, target.toString())
        .bind(1, most)
        .map(JournalTable::record)
        .list()
        .reversed();
  }

  /** Where the journal says that a target has come to. */
  record Reached(long sequence, long version, String stateDigest) {}

  /** Where a target has come to with its last record; empty before its first. */
  static Optional<Reached> reached(Handle handle, TargetId target) {
    return handle
        .createQuery("select sequence, version, state_digest from journal where target = ? order by sequence desc limit 1")
        .bind(0, target.toString())
        .map((row, context) -> new Reached(row.getLong(1), row.getLong(2), row.getString(3)))
        .findOne();
  }

  /** A record of which nobody would know, for no state is kept of its target. */
  record Stateless(long sequence, String target) {}

  /** The last of a target that has no state, if there is one. */
  static Optional<Stateless> stateless(Handle handle) {
    return handle
        .createQuery("select max(sequence), target from journal where target not in (select target from targets) group by target limit 1")
        .map((row, context) -> new Stateless(row.getLong(1), row.getString(2)))
        .findOne();
  }

  private static JournalRecord record(ResultSet row, StatementContext context) throws SQLException {
    long sequence = row.getLong(1);
    try {
      return new JournalRecord(
          sequence,
          TargetId.parse(row.getString(2)),
          TimeText.instant(row.getString(3)),
          row.getLong(4),
          row.getString(5),
          row.getLong(6),
          CoreJson.readEvents(row.getString(7)),
          row.getString(8),
          row.getString(9),
          row.getString(10),
          row.getString(11));
    } catch (CodecException | IllegalArgumentException | java.time.DateTimeException e) {
      throw new DamagedRecordException(sequence, e);
    }
  }
}
