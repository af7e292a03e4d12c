package dev.slipway.core.objective;

import java.util.List;

/**
 * All objectives of a target.
 *
 * @param spent what a deploy meets when a budget is spent
 */
public record Objectives(List<Objective> all, Spent spent) {
  public Objectives {
    all = List.copyOf(all);
  }

  /** What a deploy meets when a budget is spent. */
  public enum Spent {
    /** Nothing: it is shown. */
    WARN,
    /** It is refused, unless it is a fix. A rollback never is. */
    REFUSE
  }
}
