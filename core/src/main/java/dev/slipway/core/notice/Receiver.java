package dev.slipway.core.notice;

import java.util.List;
import java.util.Optional;

/**
 * Somebody outside who is told what happens.
 *
 * @param name as in slipway.yaml
 * @param way how it is reached
 * @param when what it is told
 * @param text the sentence it is told, with {@code ${…}} in it, absent for the usual one
 * @param allowPrivate whether it may be at an address that only this network reaches
 */
public record Receiver(String name, Way way, When when, Optional<String> text, boolean allowPrivate) {

  /**
   * What a receiver is told.
   *
   * @param kinds of these alone; empty for those that are usual for its way
   * @param severity of these and above
   * @param environments of these alone; empty for all
   */
  public record When(List<NoticeKind> kinds, Severity severity, List<String> environments) {
    public When {
      kinds = List.copyOf(kinds);
      environments = List.copyOf(environments);
    }

    /** What is usual. */
    public static final When USUAL = new When(List.of(), Severity.INFO, List.of());
  }

  /** Whether it is told of anything in an environment. */
  public boolean hears(String environment) {
    return when.environments().isEmpty() || when.environments().contains(environment);
  }

  /** Whether it is told what is of this kind and matters so much. */
  public boolean hears(NoticeKind kind, Severity severity) {
    // Whoever was alarmed is told when it is over, however little that matters by itself.
    NoticeKind asked = kind == NoticeKind.PROBLEM_OVER ? NoticeKind.PROBLEM : kind;
    boolean chosen = when.kinds().isEmpty() ? way.usual(asked) : when.kinds().contains(asked) || when.kinds().contains(kind);
    return way.ends(kind) || (chosen && severity.compareTo(when.severity()) >= 0);
  }
}
