package dev.slipway.engine.store;

import dev.slipway.core.rollout.TargetId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of leases that end by the clock of the database. */
final class LeaseTable {
  private final PostgresAddress address;
  private final String now;

  /**
   * In one database.
   *
   * @param now its clock, in SQL
   */
  LeaseTable(PostgresAddress address, String now) {
    this.address = address;
    this.now = now;
  }

  /** One lease, and how much of it is left. */
  record Row(TargetId target, String owner, long epoch, Duration left) {}

  List<Row> all(Handle h) {
    return h.createQuery("select target, owner, epoch, (extract(epoch from (until - " + now + ")) * 1000000)::bigint from leases")
        .map((row, c) -> new Row(TargetId.parse(row.getString(1)), row.getString(2), row.getLong(3), micros(row.getLong(4))))
        .list();
  }

  /** Renews all that an owner holds, however long ago they were over where nobody else took them; with their epochs. */
  Map<TargetId, Long> renewAll(Handle h, String owner, Duration length) {
    PostgresSchema.refuseNewer(h, address);
    Map<TargetId, Long> epochs = new HashMap<>();
    h.createQuery("update leases set until = " + now + " + :length * interval '1 microsecond' where owner = :owner returning target, epoch")
        .bind("length", length.toNanos() / 1_000)
        .bind("owner", owner)
        .map((row, c) -> Map.entry(TargetId.parse(row.getString(1)), row.getLong(2)))
        .forEach(e -> epochs.put(e.getKey(), e.getValue()));
    return epochs;
  }

  /** The epoch rises with every owner, also where the lease of the one before was over long ago. */
  Optional<Long> take(Handle h, TargetId target, String owner, Duration length) {
    PostgresSchema.refuseNewer(h, address);
    String until = now + " + :length * interval '1 microsecond'";
    return h.createQuery(
            "insert into leases (target, owner, epoch, until) values (:target, :owner, 1, " + until + ") "
                + "on conflict (target) do update set until = excluded.until, owner = excluded.owner, "
                + "epoch = case when leases.owner = excluded.owner then leases.epoch else leases.epoch + 1 end "
                + "where leases.owner = excluded.owner or leases.until <= " + now + " returning epoch")
        .bind("target", target.toString())
        .bind("owner", owner)
        .bind("length", length.toNanos() / 1_000)
        .mapTo(Long.class)
        .findOne();
  }

  int letGo(Handle h, String owner) {
    return h.execute("update leases set until = " + now + " where owner = ?", owner);
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1_000);
  }
}
