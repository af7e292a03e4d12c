package dev.slipway.engine.store;

import dev.slipway.core.rollout.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who works on which target, and until when by the clock of the database: those of the servers do not matter. One statement renews all
 * that an owner holds, and one look tells what others hold, so that a thousand targets do not ask a thousand times.
 */
final class PostgresLeases implements Leasing {
  /** The part of a lease after which it is renewed. What is left of it must outlast the time until its holder asks again. */
  private static final int RENEWED_AFTER = 6;
  private static final Duration LOOK = Duration.ofMillis(400);

  private final Database database;
  private final LeaseTable table;
  private final InstantSource steadyClock;
  private final ReentrantLock asking = new ReentrantLock();
  private final Map<String, Held> owners = new ConcurrentHashMap<>();
  private final Map<TargetId, Set<Long>> given = new ConcurrentHashMap<>();
  private final AtomicInteger losses = new AtomicInteger();
  private Map<TargetId, Other> others = Map.of();
  private volatile Instant lookedAt = Instant.MIN;

  private record Held(Instant renewedAt, int losses, Map<TargetId, Long> epochs) {}

  private record Other(String owner, Instant until) {}

  /**
   * Over a database.
   *
   * @param steadyClock decides only how often it is asked
   */
  PostgresLeases(Database database, LeaseTable table, InstantSource steadyClock) {
    this.database = database;
    this.table = table;
    this.steadyClock = steadyClock;
  }

  @Override
  public Optional<Long> lease(TargetId target, String owner, Duration length) {
    asking.lock();
    try {
      Optional<Long> mine = renewed(target, owner, length);
      if (mine.isPresent() || heldByAnother(target, owner, length)) {
        return mine;
      }
    } finally {
      asking.unlock();
    }
    return taken(target, owner, length);
  }

  /** A commit was refused: what is known of the lease may be over. */
  void doubt(TargetId target) {
    owners.values().forEach(h -> h.epochs().remove(target));
  }

  /** The database was lost: others may have taken anything meanwhile. */
  void doubtAll() {
    losses.incrementAndGet();
    lookedAt = Instant.MIN;
  }

  /** Whether this process was given that epoch: what was committed under it was committed here. */
  boolean given(TargetId target, long epoch) {
    return given.getOrDefault(target, Set.of()).contains(epoch);
  }

  /** All that an owner holds may be taken by others at once. */
  void letGo(String owner) {
    int unused = database.write(h -> table.letGo(h, owner));
  }

  private Optional<Long> renewed(TargetId target, String owner, Duration length) {
    Held held = owners.get(owner);
    if (held == null || held.epochs().isEmpty()) {
      return Optional.empty();
    }
    Instant at = steadyClock.instant();
    int lost = losses.get();
    if (held.losses() != lost || !at.isBefore(held.renewedAt().plus(length.dividedBy(RENEWED_AFTER)))) {
      held = new Held(at, lost, new ConcurrentHashMap<>(database.write(h -> table.renewAll(h, owner, length))));
      owners.put(owner, held);
    }
    return Optional.ofNullable(held.epochs().get(target));
  }

  private boolean heldByAnother(TargetId target, String owner, Duration length) {
    Instant at = steadyClock.instant();
    if (!at.isBefore(lookedAt.plus(LOOK))) {
      Map<TargetId, Other> seen = new HashMap<>();
      database.read(h -> table.all(h, length)).forEach(r -> seen.put(r.target(), new Other(r.owner(), at.plus(r.left()))));
      others = seen;
      lookedAt = at;
    }
    return Optional.ofNullable(others.get(target)).filter(o -> !o.owner().equals(owner) && o.until().isAfter(at)).isPresent();
  }

  /** Whoever else wants it at this moment asks the same database, which gives it to one. */
  private Optional<Long> taken(TargetId target, String owner, Duration length) {
    Optional<Long> epoch = database.write(h -> table.take(h, target, owner, length));
    if (epoch.isEmpty()) {
      lookedAt = Instant.MIN;
      return epoch;
    }
    owners.computeIfAbsent(owner, o -> new Held(steadyClock.instant(), losses.get(), new ConcurrentHashMap<>())).epochs()
        .put(target, epoch.get());
    given.computeIfAbsent(target, t -> ConcurrentHashMap.newKeySet()).add(epoch.get());
    return epoch;
  }
}
