package dev.slipway.engine.store;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store.Versioned;
import dev.slipway.engine.codec.CodecException;
import dev.slipway.engine.codec.Format;
import dev.slipway.engine.store.StoreException.Code;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows that say where each target has come to: its state, the epoch of its lease, and every release that it was ever rolled out. */
final class StateTable {
  private StateTable() {}

  /** A state as it is kept. */
  record Kept(TargetId target, long version, String state) {}

  static List<TargetId> targets(Handle handle) {
    return handle.createQuery("select target from targets").map((row, c) -> TargetId.parse(row.getString(1))).stream().sorted().toList();
  }

  static Versioned load(Handle handle, TargetId target) {
    return handle
        .createQuery("select state, version from targets where target = ?")
        .bind(0, target.toString())
        .map((row, c) -> new Versioned(read(TargetState.class, "state of " + target, row.getString(1)), row.getLong(2)))
        .findOne()
        .orElseGet(() -> new Versioned(TargetState.empty(target), 0));
  }

  static List<Kept> all(Handle handle) {
    return handle
        .createQuery("select target, version, state from targets order by target")
        .map((row, c) -> new Kept(TargetId.parse(row.getString(1)), row.getLong(2), row.getString(3)))
        .list();
  }

  /** Where a target stands: 0 before its first version, and no epoch before its first lease. */
  record Stands(long version, Optional<Long> epoch) {}

  static Stands stands(Handle handle, TargetId target) {
    return handle
        .createQuery("select (select version from targets where target = :target), (select epoch from leases where target = :target)")
        .bind("target", target.toString())
        .map((row, c) -> {
          long version = row.getLong(1);
          long epoch = row.getLong(2);
          return new Stands(version, row.wasNull() ? Optional.empty() : Optional.of(epoch));
        })
        .one();
  }

  static void keep(Handle handle, Kept kept) {
    handle.execute(
        "insert into targets (target, version, state) values (?,?,?) "
            + "on conflict (target) do update set version = excluded.version, state = excluded.state",
        kept.target().toString(),
        kept.version(),
        kept.state());
  }

  /** A record names releases; the whole of each is kept once, so that it can be rolled out again. */
  static void remember(Handle handle, TargetState next, List<Event> events) {
    if (events.stream().anyMatch(e -> e instanceof Event.RolloutStarted) && next.rollout().isPresent()) {
      Release candidate = next.rollout().get().candidate();
      handle.execute(
          "insert into releases (target, release, body) values (?,?,?) on conflict do nothing",
          next.id().toString(),
          candidate.id().value(),
          Format.write(candidate));
    }
  }

  static Optional<Release> release(Handle handle, TargetId target, ReleaseId id) {
    return handle
        .createQuery("select body from releases where target = ? and release = ?")
        .bind(0, target.toString())
        .bind(1, id.value())
        .map((row, c) -> read(Release.class, "release " + id, row.getString(1)))
        .findOne();
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
}
