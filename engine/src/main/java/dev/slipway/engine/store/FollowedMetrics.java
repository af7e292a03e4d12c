package dev.slipway.engine.store;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.objective.Followed;
import dev.slipway.core.objective.Measured;
import dev.slipway.core.objective.Objective;
import dev.slipway.core.objective.Objectives;
import dev.slipway.core.objective.Tallied;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.codec.CoreJson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How far metrics of objectives were followed: kept with what was seen of the target's router, in the same row. */
final class FollowedMetrics {
  private FollowedMetrics() {}

  static Optional<Growth.Memory> of(Handle h, TargetId target) {
    return h.createQuery("select seen from level_targets where target = ?").bind(0, target.toString()).mapTo(String.class).findOne()
        .map(seen -> LevelTable.read(Growth.Memory.class, seen));
  }

  static boolean follow(Handle h, TargetId target, String indicator, Optional<Followed> before, Followed.Step step) {
    Optional<Growth.Memory> memory = of(h, target);
    Map<String, Followed> all = new HashMap<>(memory.flatMap(Growth.Memory::followed).orElse(Map.of()));
    if (memory.isEmpty() || !Optional.ofNullable(all.get(indicator)).equals(before)) {
      return false;
    }
    all.put(indicator, step.next());
    keep(h, target, memory.get(), all);
    long minute = Duration.between(Instant.EPOCH, step.next().until().minusMillis(1)).toMinutes();
    add(h, target, indicator, minute, step.events());
    add(h, target, ServiceLevels.timeOf(indicator), minute, step.time());
    LevelHours.roll(h, target, minute);
    return true;
  }

  private static void add(Handle h, TargetId target, String indicator, long minute, Tallied more) {
    if (more.total() > 0) {
      LevelTable.add(h, target, indicator, 1, minute, more);
    }
  }

  private static void keep(Handle h, TargetId target, Growth.Memory memory, Map<String, Followed> all) {
    int unused = h.execute("update level_targets set seen = ? where target = ?",
        CoreJson.write(new Growth.Memory(memory.before(), memory.counters(), Optional.of(all))), target.toString());
  }

  /** Of a metric that is now asked for in other words, or not any more, nothing is kept: it would be held against another thing. */
  static int forget(Handle h, TargetId target, Optional<Objectives> before, Objectives now) {
    List<String> gone = before.map(o -> forms(o).entrySet().stream().filter(e -> !e.getValue().equals(forms(now).get(e.getKey())))
        .map(Map.Entry::getKey).toList()).orElse(List.of());
    if (gone.isEmpty()) {
      return 0;
    }
    of(h, target).ifPresent(memory -> {
      Map<String, Followed> all = new HashMap<>(memory.followed().orElse(Map.of()));
      all.keySet().removeAll(gone);
      keep(h, target, memory, all);
    });
    return gone.stream().mapToInt(indicator -> h.execute("delete from levels where target = ? and indicator in (?, ?)", target.toString(),
        indicator, ServiceLevels.timeOf(indicator))).sum();
  }

  private static Map<String, Metric.Form> forms(Objectives objectives) {
    Map<String, Metric.Form> forms = new HashMap<>();
    for (Objective each : objectives.all()) {
      each.measured().map(Measured::metric).ifPresent(m -> forms.put(each.indicator(), m.form()));
    }
    return forms;
  }
}
