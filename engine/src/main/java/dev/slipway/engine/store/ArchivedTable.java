package dev.slipway.engine.store;

import dev.slipway.core.rollout.Archive;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.codec.Format;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of records that are in an archive. */
final class ArchivedTable implements Archived {
  private final Database database;

  ArchivedTable(Database database) {
    this.database = database;
  }

  /** The tables, in the words of one database. */
  static List<String> tables(String number, String strict, String withoutRowid) {
    return List.of(
        "create table archived (sequence " + number + " primary key, target text not null, second " + number
            + " not null, hash text not null)" + strict,
        "create index archived_by_target on archived (target, second)",
        "create table archived_states (target text primary key, version " + number + " not null, sequence " + number
            + " not null, state text not null)" + strict + withoutRowid);
  }

  @Override
  public Optional<Archive.Part> part(TargetId target, long after, Instant before, int releases) {
    return database.snapshot(h -> new Shortening(h, target, after, before, releases).part());
  }

  @Override
  public long whole(Archive.Part part) {
    return database.read(h -> whole(h, part.target(), part.after(), part.through()));
  }

  static long whole(Handle handle, TargetId target, long after, long through) {
    return handle.createQuery("select count(*) from journal where target = ? and sequence > ? and sequence <= ?")
        .bind(0, target.toString()).bind(1, after).bind(2, through).mapTo(Long.class).one();
  }

  @Override
  public boolean holds(long sequence) {
    return database.read(h -> h.createQuery("select count(*) from archived where sequence = ?").bind(0, sequence).mapTo(Long.class).one())
        == 1;
  }

  @Override
  public Optional<Stood> stood(TargetId target) {
    return database.read(h -> h.createQuery("select state, version, sequence from archived_states where target = ?")
        .bind(0, target.toString())
        .map((row, c) -> new Stood(Format.read(TargetState.class, row.getString(1)), row.getLong(2), row.getLong(3))).findOne());
  }

  @Override
  public void stand(Stood stood) {
    int unused = database.write(h -> h.execute("insert into archived_states (target, version, sequence, state) values (?,?,?,?) "
        + "on conflict (target) do update set version = excluded.version, sequence = excluded.sequence, state = excluded.state "
        + "where archived_states.sequence < excluded.sequence",
        stood.state().id().toString(), stood.version(), stood.sequence(), Format.write(stood.state())));
  }

  private record Row(long sequence, String at, String hash) {}

  @Override
  public int take(Archive.Part part, int most) {
    return database.write(h -> take(h, part, most));
  }

  private static int take(Handle h, Archive.Part part, int most) {
    String target = part.target().toString();
    List<Row> rows = h.createQuery("select sequence, at, hash from journal where target = ? and sequence <= ? order by sequence limit ?")
        .bind(0, target).bind(1, part.through()).bind(2, most)
        .map((row, c) -> new Row(row.getLong(1), row.getString(2), row.getString(3))).list();
    if (rows.isEmpty()) {
      return 0;
    }
    try (PreparedBatch batch = h.prepareBatch("insert into archived (sequence, target, second, hash) values (?,?,?,?)")) {
      rows.forEach(r -> batch.add(r.sequence(), target, Instant.parse(r.at()).getEpochSecond(), r.hash()));
      int[] unused = batch.execute();
    }
    return h.execute("delete from journal where target = ? and sequence <= ?", target, rows.getLast().sequence());
  }

  @Override
  public long count(Optional<TargetId> target, Instant from, Instant to) {
    return database.read(h -> {
      var query = h.createQuery("select count(*) from archived where second >= :from and second < :to"
          + (target.isPresent() ? " and target = :target" : "")).bind("from", from.getEpochSecond()).bind("to", to.getEpochSecond());
      target.ifPresent(t -> query.bind("target", t.toString()));
      return query.mapTo(Long.class).one();
    });
  }
}
