package dev.slipway.notifications;

import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.rollout.Cause;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.spi.Notice;
import java.util.Optional;

/** Which events are told outside, how much each matters, and in which sentence. A pure function. */
final class Sentences {
  private Sentences() {}

  /** What is said of one event. */
  record Said(NoticeKind kind, Severity severity, String text, Optional<String> reason, Optional<String> problem) {}

  static Optional<Said> of(Event event, JournalRecord record, Story story) {
    String target = record.target().toString();
    return switch (event) {
      case Event.RolloutStarted e -> said(
          story.about().filter(Notice.About::back).isPresent() ? NoticeKind.GOING_BACK : NoticeKind.STARTED,
          story.about().filter(Notice.About::back).isPresent() ? Severity.WARNING : Severity.INFO,
          target + ": rollout " + e.id() + from(story) + " to " + version(story) + " begins, asked for by " + e.by(), e.reason());
      case Event.Judged e -> judged(e, record, target, story);
      case Event.Paused e -> said(NoticeKind.WAITING, Severity.WARNING, target + ": " + e.by() + " paused the rollout of " + version(story),
          e.reason());
      case Event.WentBack e -> said(NoticeKind.GOING_BACK, severity(e.cause()),
          target + ": " + version(story) + " goes back" + stable(story), e.cause().reason());
      case Event.Told e -> told(e, record, target, story);
      case Event.RolloutEnded e -> ended(e, target, story);
      case Event.RouterChanged e -> said(
          NoticeKind.ROUTER_CHANGED, Severity.ERROR, target + ": somebody else changed the router", e.what());
      case Event.TargetRemoved e -> said(NoticeKind.REMOVED, Severity.WARNING, target + ": " + e.by() + " took it down", e.reason());
      case Event.ApprovalAsked e -> said(NoticeKind.WAITING, Severity.WARNING, target + ": " + version(story) + " waits for approval by "
          + String.join(" and ", e.rules().stream().map(ApprovalRule::words).toList()), "");
      case Event.Overridden e -> said(NoticeKind.NEEDS_PERSON, Severity.WARNING,
          target + ": " + e.by() + " overrides " + String.join(" and ", e.what()), e.reason());
      case Event.ApprovalGiven _, Event.ApprovalDenied _, Event.Cleared _ -> Optional.empty();
      case Event.GatesPassed _, Event.CameFrom _, Event.ConfigurationChanged _ -> Optional.empty();
      case Event.DeployQueued e -> Optional.empty();
      case Event.DeployUnqueued e -> Optional.empty();
      case Event.PhaseEntered e -> Optional.empty();
      case Event.TaskStarted e -> Optional.empty();
      case Event.TaskEnded e -> Optional.empty();
      case Event.Approved e -> Optional.empty();
      case Event.Resumed e -> Optional.empty();
      case Event.WarmReleased e -> Optional.empty();
      case Event.Adopted e -> Optional.empty();
      case Event.AccessChanged e -> Optional.empty();
      case Event.ProblemBegan e -> Troubles.began(e.problem(), target);
      case Event.ProblemOver e -> Troubles.over(e.problem(), target, record.at());
      case Event.Shortened e -> Optional.empty();
    };
  }

  private static Optional<Said> said(NoticeKind kind, Severity severity, String text, String reason) {
    return Optional.of(new Said(kind, severity, text, reason.isBlank() ? Optional.empty() : Optional.of(reason), Optional.empty()));
  }

  private static String version(Story story) {
    return story.about().map(a -> a.candidate().version()).orElse("the candidate");
  }

  private static String from(Story story) {
    return story.about().flatMap(Notice.About::stable).map(s -> " from " + s.version()).orElse("");
  }

  private static String stable(Story story) {
    return story.about().flatMap(Notice.About::stable).map(s -> ", traffic returns to " + s.version()).orElse("");
  }

  /** What holds is told by the sentence about it that stands in the same record; what may only get its first traffic has passed no step. */
  private static Optional<Said> judged(Event.Judged e, JournalRecord record, String target, Story story) {
    boolean other = record.events().stream().anyMatch(
        o -> o instanceof Event.Told || o instanceof Event.PhaseEntered p && p.phase().equals("shifting"));
    return e.verdict() instanceof Verdict.Passing p && !other
        ? said(NoticeKind.STEP_PASSED, Severity.INFO, target + ": step " + (e.step() + 1) + " of " + version(story) + " passed", p.reason())
        : Optional.empty();
  }

  private static Optional<Said> told(Event.Told e, JournalRecord record, String target, Story story) {
    if (record.events().stream().anyMatch(o -> o instanceof Event.RouterChanged)) {
      return Optional.empty();
    }
    if (record.events().stream().anyMatch(o -> o instanceof Event.Judged)) {
      return said(NoticeKind.WAITING, Severity.WARNING, target + ": " + version(story) + " waits for a person", e.message());
    }
    // Only what has a code goes on to trouble users.
    return said(NoticeKind.NEEDS_PERSON, e.message().startsWith("SLW-") ? Severity.ERROR : Severity.WARNING,
        target + ": " + e.message(), "");
  }

  private static Optional<Said> ended(Event.RolloutEnded e, String target, Story story) {
    boolean back = story.about().filter(Notice.About::back).isPresent();
    return switch (e.outcome()) {
      case PROMOTED -> back
          ? said(NoticeKind.ROLLED_BACK, Severity.WARNING, target + ": rolled back to " + version(story), "")
          : said(NoticeKind.PROMOTED, Severity.INFO, target + ": " + version(story) + " is stable now", e.reason());
      case ROLLED_BACK -> story.cause().filter(c -> severity(c) == Severity.WARNING).isPresent()
          ? said(NoticeKind.ROLLED_BACK, Severity.WARNING, target + ": " + version(story) + " went back" + carries(story), e.reason())
          : said(NoticeKind.FAILED, Severity.ERROR, target + ": " + version(story) + " failed and went back" + carries(story), e.reason());
      case NOT_STARTED -> said(NoticeKind.NOT_STARTED, Severity.WARNING, target + ": " + version(story) + " was not started", e.reason());
    };
  }

  private static String carries(Story story) {
    return story.about().flatMap(Notice.About::stable).map(s -> ", " + s.version() + " carries all traffic").orElse("");
  }

  /** What a person wanted is worth knowing; what Slipway had to do is worth a look. */
  private static Severity severity(Cause cause) {
    return switch (cause) {
      case Cause.Person c -> Severity.WARNING;
      case Cause.Superseded c -> Severity.WARNING;
      case Cause.Frozen c -> Severity.WARNING;
      case Cause.Emergency c -> Severity.CRITICAL;
      case Cause.Judged c -> Severity.ERROR;
      case Cause.Unhealthy c -> Severity.ERROR;
      case Cause.CheckFailed c -> Severity.ERROR;
      case Cause.HookFailed c -> Severity.ERROR;
      case Cause.TooSlow c -> Severity.ERROR;
    };
  }
}
