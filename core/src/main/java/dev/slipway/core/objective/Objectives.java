package dev.slipway.core.objective;

import dev.slipway.core.metric.SourceSpec;
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

  /** The same with the sources of metrics kept elsewhere. */
  public Objectives readingFrom(List<SourceSpec> sources) {
    return new Objectives(all.stream().map(o -> o.readingFrom(sources)).toList(), spent);
  }

  /** What a deploy meets when a budget is spent. */
  public enum Spent {
    /** Nothing: it is shown. */
    WARN,
    /** It is refused, unless it is a fix. A rollback never is. */
    REFUSE
  }
}
