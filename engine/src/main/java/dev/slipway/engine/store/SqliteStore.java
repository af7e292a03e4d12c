package dev.slipway.engine.store;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.codec.CodecException;
import dev.slipway.engine.codec.Format;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.store.StoreException.Code;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A store in one SQLite file, for one server: what commit returns has reached the disk. Every method may be called from any thread. */
public final class SqliteStore implements Store, ReleaseHistory, AutoCloseable {
  private final Database database;
  private final Leases leases;
  private final Reserve reserve;

  private SqliteStore(Database database, Leases leases, Reserve reserve) {
    this.database = database;
    this.leases = leases;
    this.reserve = reserve;
  }

  /**
   * Opens a store, or makes an empty one. Leases of earlier processes are over.
   *
   * @param steadyClock measures leases; it never jumps
   * @throws StoreException when another process holds it, a newer Slipway wrote it, or it cannot be used; nothing was changed then
   */
  public static SqliteStore open(Path file, InstantSource steadyClock) {
    return over(Database.open(file), steadyClock);
  }

  static SqliteStore over(Database database, InstantSource steadyClock) {
    return new SqliteStore(database, new Leases(database, steadyClock), new Reserve(database.file()));
  }

  @Override
  public List<TargetId> targets() {
    return database.read(h -> h.createQuery("select target from targets order by target").map((row, c) -> TargetId.parse(row.getString(1))).list());
  }

  @Override
  public Versioned load(TargetId target) {
    return database.read(
        h ->
            h.createQuery("select state, version from targets where target = ?")
                .bind(0, target.toString())
                .map((row, c) -> new Versioned(read(TargetState.class, "state of " + target, row.getString(1)), row.getLong(2)))
                .findOne()
                .orElseGet(() -> new Versioned(TargetState.empty(target), 0)));
  }

  @Override
  public Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
    boolean canWait = reserve.admit(draft.events());
    String state = Format.write(next);
    try {
      return transaction(next, expected, epoch, draft, state);
    } catch (StoreException e) {
      if (canWait || !e.code().equals(Code.FULL.text()) || !reserve.giveUp()) {
        throw e;
      }
      return transaction(next, expected, epoch, draft, state);
    }
  }

  private Optional<JournalRecord> transaction(TargetState next, long expected, long epoch, JournalRecord.Draft draft, String state) {
    return database.write(
        h -> {
          if (version(h, next.id()) != expected || !epoch(h, next.id()).equals(Optional.of(epoch))) {
            return Optional.empty();
          }
          JournalTable.End end = JournalTable.end(h);
          Chain.Link link = new Chain.Link(end.hash(), end.sequence() + 1, next.id(), epoch, expected + 1);
          JournalRecord record = Chain.seal(link, draft, state);
          JournalTable.append(h, record);
          h.execute(
              "insert into targets (target, version, state) values (?,?,?) on conflict (target) do update set version = excluded.version, state = excluded.state",
              next.id().toString(),
              record.version(),
              state);
          remember(h, next, draft.events());
          return Optional.of(record);
        });
  }

  private static long version(Handle handle, TargetId target) {
    return handle.createQuery("select version from targets where target = ?").bind(0, target.toString()).mapTo(Long.class).findOne().orElse(0L);
  }

  private static Optional<Long> epoch(Handle handle, TargetId target) {
    return handle.createQuery("select epoch from leases where target = ?").bind(0, target.toString()).mapTo(Long.class).findOne();
  }

  /** A record names releases; the whole of each is kept once, so that it can be rolled out again. */
  private static void remember(Handle handle, TargetState next, List<Event> events) {
    if (events.stream().anyMatch(e -> e instanceof Event.RolloutStarted) && next.rollout().isPresent()) {
      Release candidate = next.rollout().get().candidate();
      handle.execute(
          "insert into releases (target, release, body) values (?,?,?) on conflict do nothing",
          next.id().toString(),
          candidate.id().value(),
          Format.write(candidate));
    }
  }

  @Override
  public Optional<Long> lease(TargetId target, String owner, Duration length) {
    return leases.lease(target, owner, length);
  }

  @Override
  public List<JournalRecord> journal(Optional<TargetId> target, long after, int most) {
    return database.read(h -> JournalTable.page(h, target, after, most));
  }

  /** The sequence of the last record; 0 before the first. */
  public long lastSequence() {
    return database.read(JournalTable::end).sequence();
  }

  @Override
  public List<PastRollout> rollouts(TargetId target, int most) {
    List<JournalRecord> marks = database.read(h -> JournalTable.marks(h, target, 2 * most + 1));
    return PastRollout.of(marks, id -> release(target, id)).stream().limit(most).toList();
  }

  @Override
  public Optional<Release> release(TargetId target, ReleaseId id) {
    return database.read(
        h ->
            h.createQuery("select body from releases where target = ? and release = ?")
                .bind(0, target.toString())
                .bind(1, id.value())
                .map((row, c) -> read(Release.class, "release " + id, row.getString(1)))
                .findOne());
  }

  /**
   * Verifies the whole journal, and that it leads to the states that are kept.
   *
   * @param heads records known from elsewhere
   */
  public Verification verify(List<Verification.Head> heads) {
    return StoreVerifier.verify(this, database, heads);
  }

  private static <T> T read(Class<T> type, String what, String json) {
    try {
      return Format.read(type, json);
    } catch (CodecException e) {
      Code code = e.code().equals(CodecException.NEWER) ? Code.NEWER : Code.CORRUPT;
      String advice = code == Code.NEWER ? "" : ". Traffic stays as it is. Restore a backup; slipway emergency still works";
      throw new StoreException(code, "the " + what + " cannot be read: " + e.getMessage() + advice, e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
