package dev.slipway.engine.store;

import dev.slipway.core.rollout.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who works on which target. Owners and epochs are on the disk; until when is not: the store is held by one process, so a lease of an
 * earlier one is over, and a renewal costs no write.
 */
final class Leases {
  private final Database database;
  private final InstantSource steadyClock;
  private final Map<TargetId, Instant> until = new ConcurrentHashMap<>();

  private record Row(String owner, long epoch) {}

  Leases(Database database, InstantSource steadyClock) {
    this.database = database;
    this.steadyClock = steadyClock;
  }

  synchronized Optional<Long> lease(TargetId target, String owner, Duration length) {
    Instant now = steadyClock.instant();
    Optional<Row> held = row(target);
    boolean mine = held.filter(r -> r.owner().equals(owner)).isPresent();
    if (held.isPresent() && !mine && now.isBefore(until.getOrDefault(target, Instant.MIN))) {
      return Optional.empty();
    }
    long epoch = mine ? held.get().epoch() : held.map(Row::epoch).orElse(0L) + 1;
    if (!mine) {
      database.write(
          h ->
              h.execute(
                  "insert into leases (target, owner, epoch) values (?,?,?) on conflict (target) do update set owner = excluded.owner, epoch = excluded.epoch",
                  target.toString(),
                  owner,
                  epoch));
    }
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
