package dev.slipway.server.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What was asked for is not done. Its message says what happened and what that means for traffic; the hint says what to do next. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose turn it is now. */
  public enum Kind {
    /** The one who asked: wrong use or configuration. */
    WRONG,
    /** The one who asked: no token, or not this one. */
    STRANGER,
    /** The one who asked: it may not do this. */
    FORBIDDEN,
    /** The one who asked: there is no such thing. */
    UNKNOWN,
    /** The target's state does not allow it. */
    CONFLICT,
    /** More than the server takes. */
    TOO_LARGE,
    /** More at once than the server takes. */
    TOO_MANY,
    /** Something outside does not answer. */
    AWAY
  }

  private final Kind kind;
  private final String code;
  private final String said;
  private final String hint;
  private final transient List<ConfigProblem> problems;
  private final transient Optional<Duration> after;

  /**
   * A refusal.
   *
   * @param code stable, {@code SLW-nnnn}
   * @param said what happened and what it means for traffic
   * @param hint what to do next; empty where {@code said} says so
   */
  public Refused(Kind kind, String code, String said, String hint) {
    this(kind, code, said, hint, List.of());
  }

  /** A refusal of a slipway.yaml. */
  public Refused(Kind kind, String code, String said, String hint, List<ConfigProblem> problems) {
    this(kind, code, said, hint, problems, Optional.empty());
  }

  /** A refusal that ends by itself after a time. */
  public static Refused until(Duration after, String code, String said, String hint) {
    return new Refused(Kind.TOO_MANY, code, said, hint, List.of(), Optional.of(after));
  }

  private Refused(Kind kind, String code, String said, String hint, List<ConfigProblem> problems, Optional<Duration> after) {
    super(code + " " + said);
    this.kind = kind;
    this.code = code;
    this.said = said;
    this.hint = hint;
    this.problems = List.copyOf(problems);
    this.after = after;
  }

  public Kind kind() {
    return kind;
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** What happened, without the code. */
  public String said() {
    return said;
  }

  /** What to do next. */
  public Optional<String> hint() {
    return hint.isEmpty() ? Optional.empty() : Optional.of(hint);
  }

  /** When to ask again. */
  public Optional<Duration> after() {
    return after;
  }

  /** The faults of a slipway.yaml, empty for everything else. */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
