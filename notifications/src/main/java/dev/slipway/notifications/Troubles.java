package dev.slipway.notifications;

import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.rollout.OpenProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is said of a problem around a target, when it begins and when it is over. A pure function. */
final class Troubles {
  /** Told when it is seen, as what somebody else did to the router. */
  private static final String FOREIGN = "SLW-2017";

  private static final String SLOW_BURN = "SLW-5195";

  private Troubles() {}

  static Optional<Sentences.Said> began(OpenProblem problem, String target) {
    return problem.code().equals(FOREIGN) ? Optional.empty()
        : said(NoticeKind.PROBLEM, problem, target + ": " + problem.part() + ", " + words(problem), Optional.empty());
  }

  /** As much as its begin mattered, so that whoever heard of that hears of this. */
  static Optional<Sentences.Said> over(OpenProblem problem, String target, Instant at) {
    long minutes = Math.max(1, Math.round(Duration.between(problem.since(), at).toSeconds() / 60.0));
    return said(NoticeKind.PROBLEM_OVER, problem, target + ": " + problem.part() + ", over after " + minutes
        + (minutes == 1 ? " minute" : " minutes"), Optional.of("it was " + words(problem)));
  }

  private static String words(OpenProblem problem) {
    return problem.message().startsWith(problem.code()) ? problem.message() : problem.code() + " " + problem.message();
  }

  private static Optional<Sentences.Said> said(NoticeKind kind, OpenProblem problem, String text, Optional<String> reason) {
    return Optional.of(new Sentences.Said(kind, severity(problem), text, reason, Optional.of(problem.key())));
  }

  /** What users may feel, or what stops a way back, is more than what only makes Slipway blind or dumb. */
  private static Severity severity(OpenProblem problem) {
    return switch (problem.part()) {
      case "metrics", "notices", "certificate" -> Severity.WARNING;
      // A budget that leaks slowly is for a ticket: nobody is woken.
      default -> problem.code().equals(SLOW_BURN) ? Severity.WARNING : Severity.ERROR;
    };
  }
}
