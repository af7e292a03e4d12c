package dev.slipway.engine.store;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.store.StoreException.Code;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** A store in one SQLite file, for one server: what commit returns has reached the disk. */
public final class SqliteStore extends SqlStore {
  private final Reserve reserve;

  private SqliteStore(SqliteDatabase database, InstantSource steadyClock) {
    super(database, new SqliteLeases(database, steadyClock), new DeliveryTable(database, DeliveryTable.NOBODY_ELSE));
    this.reserve = new Reserve(database.file());
  }

  /**
   * Opens a store, or makes an empty one. Leases of earlier processes are over.
   *
   * @param steadyClock measures leases; it never jumps
   * @throws StoreException when another process holds it, a newer Slipway wrote it, or it cannot be used; nothing was changed then
   */
  public static SqliteStore open(Path file, InstantSource steadyClock) {
    return over(SqliteDatabase.open(file), steadyClock);
  }

  static SqliteStore over(SqliteDatabase database, InstantSource steadyClock) {
    return new SqliteStore(database, steadyClock);
  }

  /** On a full disk a commit that cannot wait is tried once more, in the room that is kept for it. */
  @Override
  public Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
    boolean canWait = reserve.admit(draft.events());
    try {
      return super.commit(next, expected, epoch, draft);
    } catch (StoreException e) {
      if (canWait || !e.code().equals(Code.FULL.text()) || !reserve.giveUp()) {
        throw e;
      }
      return super.commit(next, expected, epoch, draft);
    }
  }
}
