package dev.slipway.engine.store;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.WrittenAs;
import dev.slipway.engine.codec.Format;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.KeptRecord;
import dev.slipway.engine.journal.RecordHash;
import dev.slipway.engine.journal.TrailRecord;
import dev.slipway.engine.journal.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A store in tables: what it does is the same whatever database they are in. */
abstract class SqlStore implements StateStore {
  private final Database database;
  private final Leasing leases;
  private final Deliveries deliveries;
  private final ServiceLevels levels;
  private final Archived archived;

  SqlStore(Database database, Leasing leases, Deliveries deliveries) {
    this.database = database;
    this.leases = leases;
    this.deliveries = deliveries;
    this.levels = new LevelTable(database);
    this.archived = new ArchivedTable(database);
  }

  /** What is written in the same transaction as a record; what it throws undoes both. */
  @FunctionalInterface
  interface Together {
    /** Nothing else. */
    Together NOTHING = (handle, sequence) -> {};
    /** Writes it. */
    void write(Handle handle, long sequence);
  }

  @Override
  public final List<TargetId> targets() {
    return database.read(StateTable::targets);
  }

  @Override
  public final Versioned load(TargetId target) {
    return database.read(h -> StateTable.load(h, target));
  }

  @Override
  public Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
    return commit(next, expected, epoch, draft, Together.NOTHING);
  }

  /** Commits, with what belongs to it. */
  final Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft, Together with) {
    String state = Format.write(next);
    return database.write(h -> committed(h, next, expected, epoch, draft, state, with));
  }

  private static Optional<JournalRecord> committed(
      Handle h, TargetState next, long expected, long epoch, JournalRecord.Draft draft, String state, Together with) {
    if (!StateTable.stands(h, next.id()).equals(new StateTable.Stands(expected, Optional.of(epoch)))) {
      return Optional.empty();
    }
    JournalTable.End end = JournalTable.end(h);
    JournalRecord record = Chain.seal(new Chain.Link(end.hash(), end.sequence() + 1, next.id(), epoch, expected + 1), draft, state);
    with.write(h, record.sequence());
    JournalTable.append(h, record);
    StateTable.keep(h, new StateTable.Kept(next.id(), record.version(), state));
    StateTable.remember(h, next, draft.events());
    return Optional.of(record);
  }

  @Override
  public final Optional<Long> lease(TargetId target, String owner, Duration length) {
    return leases.lease(target, owner, length);
  }

  @Override
  public final List<JournalRecord> journal(Optional<TargetId> target, long after, int most) {
    return database.read(h -> JournalTable.page(h, target, after, most));
  }

  @Override
  public final List<KeptRecord> kept(long after, int most) {
    return database.read(h -> JournalTable.kept(h, after, most));
  }

  @Override
  public final List<TrailRecord> trail(long after, int most) {
    return database.read(h -> Trail.page(h, after, most));
  }

  @Override
  public final List<RecordHash> hashes(long after, int most) {
    return database.read(h -> Trail.hashes(h, after, most));
  }

  @Override
  public final long lastSequence() {
    return database.read(JournalTable::end).sequence();
  }

  @Override
  public final Deliveries deliveries() {
    return deliveries;
  }

  @Override
  public final Archived archived() {
    return archived;
  }

  @Override
  public final ServiceLevels levels() {
    return levels;
  }

  @Override
  public final List<PastRollout> rollouts(TargetId target, int most) {
    List<JournalRecord> marks = database.read(h -> JournalTable.marks(h, target, PastRollout.MOST_MARKS * most + 1));
    return PastRollout.of(marks, id -> release(target, id)).stream().limit(most).toList();
  }

  @Override
  public final Optional<WrittenAs> written(TargetId target) {
    return WrittenBefore.last(database.read(h -> JournalTable.marks(h, target, WrittenBefore.MOST_MARKS)));
  }

  @Override
  public final Optional<Release> release(TargetId target, ReleaseId id) {
    return database.read(h -> StateTable.release(h, target, id));
  }

  @Override
  public final Verification verify(List<Verification.Head> heads) {
    return StoreVerifier.verify(this::kept, database::snapshot, () -> database.read(JournalTable::archives), heads);
  }

  @Override
  public void close() {
    database.close();
  }
}
