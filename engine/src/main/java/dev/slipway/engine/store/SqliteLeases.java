package dev.slipway.engine.store;

import dev.slipway.core.rollout.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who works on which target. Owners and epochs are on the disk; until when is not: the store is held by one process, so a lease of an
 * earlier one is over, and a renewal asks the disk for nothing.
 */
final class SqliteLeases implements Leasing {
  private final Database database;
  private final InstantSource steadyClock;
  private final Map<TargetId, Instant> until = new ConcurrentHashMap<>();
  private final Map<TargetId, Row> rows = new ConcurrentHashMap<>();
  private final Map<TargetId, ReentrantLock> taking = new ConcurrentHashMap<>();

  private record Row(String owner, long epoch) {}

  SqliteLeases(Database database, InstantSource steadyClock) {
    this.database = database;
    this.steadyClock = steadyClock;
  }

  /** One at a time of a target: what is read of a lease must not change before it is taken. */
  @Override
  public Optional<Long> lease(TargetId target, String owner, Duration length) {
    ReentrantLock lock = taking.computeIfAbsent(target, t -> new ReentrantLock());
    lock.lock();
    try {
      return taken(target, owner, length);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Long> taken(TargetId target, String owner, Duration length) {
    Instant now = steadyClock.instant();
    Optional<Row> held = Optional.ofNullable(rows.get(target)).or(() -> row(target));
    boolean mine = held.filter(r -> r.owner().equals(owner)).isPresent();
    if (held.isPresent() && !mine && now.isBefore(until.getOrDefault(target, Instant.MIN))) {
      return Optional.empty();
    }
    long epoch = mine ? held.get().epoch() : held.map(Row::epoch).orElse(0L) + 1;
    if (!mine) {
      database.write(
          h ->
              h.execute(
                  "insert into leases (target, owner, epoch) values (?,?,?) on conflict (target) do update set owner = excluded.owner, "
                      + "epoch = excluded.epoch",
                  target.toString(),
                  owner,
                  epoch));
    }
    rows.put(target, new Row(owner, epoch));
    until.put(target, now.plus(length));
    return Optional.of(epoch);
  }

  private Optional<Row> row(TargetId target) {
    return database.read(
        h ->
            h.createQuery("select owner, epoch from leases where target = ?")
                .bind(0, target.toString())
                .map((row, context) -> new Row(row.getString(1), row.getLong(2)))
                .findOne());
  }
}
