package dev.slipway.engine.store;

import dev.slipway.core.objective.Tallied;
import dev.slipway.core.rollout.TargetId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes hours of the minutes that were counted. */
final class LevelHours {
  private static final int HOUR = 60;
  private static final int DAY = 24 * HOUR;
  /** The longest window of a burn rate, and a day. */
  private static final int MINUTES_KEPT = 4 * DAY;
  /** The longest objective, and some days. */
  private static final int HOURS_KEPT = 95 * DAY;

  private LevelHours() {}

  /** Once an hour: whole hours of minutes become one row, and what no objective reaches any more is let go. */
  static void roll(Handle h, TargetId target, long minute) {
    long hour = minute / HOUR;
    int due = h.execute("update level_targets set rolled = ? where target = ? and rolled < ?", hour, target.toString(), hour);
    if (due > 0) {
      roll(h, target, hour * HOUR - MINUTES_KEPT, minute - HOURS_KEPT);
    }
  }

  private static void roll(Handle h, TargetId target, long minutesBefore, long hoursBefore) {
    record Row(String indicator, long minute, Tallied seen) {}
    List<Row> rows = h.createQuery("select indicator, minute, total, bad from levels where target = ? and span = 1 and minute < ?")
        .bind(0, target.toString()).bind(1, minutesBefore)
        .map((row, c) -> new Row(row.getString(1), row.getLong(2), new Tallied(row.getLong(3), row.getLong(4)))).list();
    rows.forEach(r -> LevelTable.add(h, target, r.indicator(), HOUR, r.minute() - r.minute() % HOUR, r.seen()));
    int unused = h.execute("delete from levels where target = ? and (span = 1 and minute < ? or minute < ?)", target.toString(),
        minutesBefore, hoursBefore);
  }
}
