package dev.slipway.engine.store;

import dev.slipway.core.rollout.TargetId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/** The rows of leases that end by the clock of the database. */
final class LeaseTable {
  private static final String MICROS = " * interval '1 microsecond'";

  private final PostgresAddress address;
  private final LongSupplier life;
  private final String now;

  /**
   * In one database.
   *
   * @param life by which number others know that this process lives
   * @param now the clock of the database, in SQL
   */
  LeaseTable(PostgresAddress address, LongSupplier life, String now) {
    this.address = address;
    this.life = life;
    this.now = now;
  }

  /** One lease, and how much of it is left. */
  record Row(TargetId target, String owner, long epoch, Duration left) {}

  /** Of one whose process is over nothing is left. Each process is asked after once, however much it holds. */
  List<Row> all(Handle h, Duration length) {
    String renewed = "max(until) - :length" + MICROS;
    String over = "select life from leases group by life having " + SignOfLife.gone("life", ":life", renewed);
    return h.createQuery("with over as materialized (" + over + ") "
            + "select target, owner, epoch, case when life in (select life from over) then 0 "
            + "else (extract(epoch from (until - " + now + ")) * 1000000)::bigint end from leases")
        .bind("length", length.toNanos() / 1_000)
        .bind("life", life.getAsLong())
        .map((row, c) -> new Row(TargetId.parse(row.getString(1)), row.getString(2), row.getLong(3), micros(row.getLong(4))))
        .list();
  }

  /** Renews all that an owner holds, however long ago they were over where nobody else took them; with their epochs. */
  Map<TargetId, Long> renewAll(Handle h, String owner, Duration length) {
    PostgresSchema.refuseNewer(h, address);
    Map<TargetId, Long> epochs = new HashMap<>();
    h.createQuery("update leases set until = " + now + " + :length" + MICROS + ", life = :life where owner = :owner "
            + "returning target, epoch")
        .bind("length", length.toNanos() / 1_000)
        .bind("life", life.getAsLong())
        .bind("owner", owner)
        .map((row, c) -> Map.entry(TargetId.parse(row.getString(1)), row.getLong(2)))
        .forEach(e -> epochs.put(e.getKey(), e.getValue()));
    return epochs;
  }

  /** The epoch rises with every owner, also where the lease of the one before was over long ago. */
  Optional<Long> take(Handle h, TargetId target, String owner, Duration length) {
    PostgresSchema.refuseNewer(h, address);
    return h.createQuery(
            "insert into leases (target, owner, epoch, until, life) "
                + "values (:target, :owner, 1, " + now + " + :length" + MICROS + ", :life) on conflict (target) do update "
                + "set until = excluded.until, owner = excluded.owner, life = excluded.life, "
                + "epoch = case when leases.owner = excluded.owner then leases.epoch else leases.epoch + 1 end "
                + "where leases.owner = excluded.owner or leases.until <= " + now + " or "
                + SignOfLife.gone("leases.life", "excluded.life", "leases.until - :length" + MICROS) + " returning epoch")
        .bind("target", target.toString())
        .bind("owner", owner)
        .bind("length", length.toNanos() / 1_000)
        .bind("life", life.getAsLong())
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
