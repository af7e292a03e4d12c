package dev.slipway.engine.store;

import dev.slipway.core.objective.Followed;
import dev.slipway.core.objective.Objectives;
import dev.slipway.core.objective.Tallied;
import dev.slipway.core.rollout.TargetId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was counted of each target over weeks, by the minute and later by the hour, for objectives to be held against. */
public interface ServiceLevels {

  /**
   * What a router has counted, cumulative.
   *
   * @param boot changes whenever the counters start again from zero
   * @param releases by release, by indicator
   */
  record Counters(String boot, Map<String, Map<String, Tallied>> releases) {}

  /** A stretch of time and what was counted in it. */
  record Stretch(long minute, Tallied seen) {}

  /** Keeps what is expected of a target; with nothing, what was counted is let go. */
  void expect(TargetId target, Optional<Objectives> objectives);

  /** All targets of which something is expected. */
  Map<TargetId, Objectives> expected();

  /**
   * Adds what routers counted since they were looked at last, whoever looked: looked at twice, nothing counts twice.
   *
   * @param minute of now, since 1970
   */
  void count(long minute, Map<TargetId, Counters> counters);

  /** How far metrics of a target's objectives were followed, by indicator. */
  Map<String, Followed> followed(TargetId target);

  /**
   * Adds what came of a step that a metric was followed.
   *
   * @param before from where the step went
   * @return whether it was added: somebody else may have taken the same step, or the objective may be gone
   */
  boolean follow(TargetId target, String indicator, Optional<Followed> before, Followed.Step step);

  /** Where the time is kept that a metric was followed: milliseconds, and how many of them are not known. */
  static String timeOf(String indicator) {
    return "time of " + indicator;
  }

  /** What was counted from a minute on. */
  Tallied since(TargetId target, String indicator, long minute);

  /** The same in stretches of so many minutes, oldest first; those without requests are left out. */
  List<Stretch> stretches(TargetId target, String indicator, long minute, int minutes);
}
