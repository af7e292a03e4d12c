package dev.slipway.engine.store;

import dev.slipway.engine.store.Deliveries.DeadLetter;
import dev.slipway.engine.store.Deliveries.Lane;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The rows of what was given up. */
final class DeadLetterTable {
  private static final String COLUMNS = "target, receiver, begun, sequence, part, at, attempts, trouble";

  private DeadLetterTable() {}

  static void put(Handle h, DeadLetter letter) {
    int unused = h.createUpdate("insert into dead_letters (" + COLUMNS + ") "
            + "values (:target, :receiver, :begun, :sequence, :part, :at, :attempts, :trouble) "
            + "on conflict (target, receiver, sequence, part) do nothing")
        .bind("target", letter.lane().target().toString()).bind("receiver", letter.lane().receiver())
        .bind("begun", letter.mark().begun()).bind("sequence", letter.mark().sequence()).bind("part", letter.mark().part())
        .bind("at", letter.at().toString()).bind("attempts", letter.attempts()).bind("trouble", letter.trouble()).execute();
  }

  static List<DeadLetter> all(Handle h, int most) {
    return h.createQuery("select " + COLUMNS + " from dead_letters order by sequence, part, receiver limit :most").bind("most", most)
        .map((row, c) -> new DeadLetter(DeliveryTable.lane(row), DeliveryTable.mark(row), Instant.parse(row.getString(6)), row.getInt(7),
            row.getString(8)))
        .list();
  }

  static int count(Handle h) {
    return h.createQuery("select count(*) from dead_letters").mapTo(Integer.class).one();
  }

  /** How many of them there were. */
  static int remove(Handle h, Lane lane, long sequence, int part) {
    return h.createUpdate(
            "delete from dead_letters where target = :target and receiver = :receiver and sequence = :sequence and part = :part")
        .bind("target", lane.target().toString()).bind("receiver", lane.receiver())
        .bind("sequence", sequence).bind("part", part).execute();
  }
}
