package dev.slipway.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.core.objective.Followed;
import dev.slipway.core.objective.Objectives;
import dev.slipway.core.objective.Tallied;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.codec.CoreJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of what was counted: a minute each for some days, then an hour each for as long as an objective may reach. */
final class LevelTable implements ServiceLevels {
  private final Database database;

  /**
   * What makes the tables.
   *
   * @param number type of a large number
   * @param end what follows a table's columns
   */
  static List<String> tables(String number, String end) {
    return List.of(
        "create table level_targets (target text primary key, objectives text not null, seen text not null, rolled " + number
            + " not null)" + end,
        "create table levels (target text not null, indicator text not null, span " + number + " not null, minute " + number
            + " not null, total " + number + " not null, bad " + number + " not null, primary key (target, indicator, span, minute))"
            + end);
  }

  LevelTable(Database database) {
    this.database = database;
  }

  @Override
  public void expect(TargetId target, Optional<Objectives> objectives) {
    Optional<Objectives> now = Optional.ofNullable(expected().get(target));
    if (!now.equals(objectives)) {
      database.write(h -> objectives.isPresent() ? FollowedMetrics.forget(h, target, now, objectives.get())
          + keep(h, target, objectives.get()) : forget(h, target));
    }
  }

  private static int keep(Handle h, TargetId target, Objectives objectives) {
    return h.execute("insert into level_targets (target, objectives, seen, rolled) values (?,?,?,0) "
        + "on conflict (target) do update set objectives = excluded.objectives", target.toString(), CoreJson.write(objectives),
        CoreJson.write(Growth.Memory.NOTHING));
  }

  private static int forget(Handle h, TargetId target) {
    return h.execute("delete from levels where target = ?", target.toString())
        + h.execute("delete from level_targets where target = ?", target.toString());
  }

  @Override
  public Map<TargetId, Objectives> expected() {
    Map<TargetId, Objectives> all = new HashMap<>();
    database.read(h -> h.createQuery("select target, objectives from level_targets order by target")
        .map((row, c) -> Map.entry(row.getString(1), row.getString(2))).list())
        .forEach(e -> all.put(TargetId.parse(e.getKey()), read(Objectives.class, e.getValue())));
    return all;
  }

  @Override
  public void count(long minute, Map<TargetId, Counters> counters) {
    if (!counters.isEmpty()) {
      database.write(h -> {
        counters.forEach((target, now) -> count(h, target, minute, now));
        return counters.size();
      });
    }
  }

  private static void count(Handle h, TargetId target, long minute, Counters now) {
    FollowedMetrics.of(h, target).ifPresent(memory -> {
      Growth growth = Growth.of(memory, now);
      growth.byIndicator().forEach((indicator, more) -> add(h, target, indicator, 1, minute, more));
      int unused = h.execute("update level_targets set seen = ? where target = ?", CoreJson.write(growth.seen()), target.toString());
      LevelHours.roll(h, target, minute);
    });
  }

  static void add(Handle h, TargetId target, String indicator, int span, long minute, Tallied more) {
    int unused = h.execute("insert into levels (target, indicator, span, minute, total, bad) values (?,?,?,?,?,?) "
        + "on conflict (target, indicator, span, minute) do update set total = levels.total + excluded.total, "
        + "bad = levels.bad + excluded.bad", target.toString(), indicator, span, minute, more.total(), more.bad());
  }

  @Override
  public Map<String, Followed> followed(TargetId target) {
    return database.read(h -> FollowedMetrics.of(h, target).flatMap(Growth.Memory::followed).orElse(Map.of()));
  }

  @Override
  public boolean follow(TargetId target, String indicator, Optional<Followed> before, Followed.Step step) {
    return database.write(h -> FollowedMetrics.follow(h, target, indicator, before, step));
  }

  @Override
  public Tallied since(TargetId target, String indicator, long minute) {
    return database.read(h -> h.createQuery(
            "select coalesce(sum(total), 0), coalesce(sum(bad), 0) from levels where target = ? and indicator = ? and minute >= ?")
        .bind(0, target.toString()).bind(1, indicator).bind(2, minute)
        .map((row, c) -> new Tallied(row.getLong(1), row.getLong(2))).one());
  }

  @Override
  public List<Stretch> stretches(TargetId target, String indicator, long minute, int minutes) {
    return database.read(h -> h.createQuery("select (minute - ?) / ?, sum(total), sum(bad) from levels "
            + "where target = ? and indicator = ? and minute >= ? group by 1 order by 1")
        .bind(0, minute).bind(1, minutes).bind(2, target.toString()).bind(3, indicator).bind(4, minute)
        .map((row, c) -> new Stretch(minute + row.getLong(1) * minutes, new Tallied(row.getLong(2), row.getLong(3)))).list());
  }

  static <T> T read(Class<T> type, String text) {
    try {
      return CoreJson.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new StoreException(StoreException.Code.CORRUPT, "what was counted of a target cannot be read: " + e.getOriginalMessage()
          + ". Rollouts and traffic are not touched by that", e);
    }
  }
}
