package dev.slipway.server.view;

import dev.slipway.core.check.When;
import dev.slipway.core.rollout.Cause;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.Task;

/** Tells every event in a sentence. A pure function. */
final class EventWords {
  private EventWords() {}

  static EventView of(Event event) {
    return switch (event) {
      case Event.RolloutStarted e -> started(e);
      case Event.GatesPassed e -> EventView.of("gates-passed", GateWords.of(e.results()));
      case Event.CameFrom e -> EventView.of("came-from", ProvenanceView.words(e.provenance()));
      case Event.ConfigurationChanged e -> configurationChanged(e);
      case Event.ApprovalAsked e -> ApprovalWords.asked(e);
      case Event.ApprovalGiven e -> ApprovalWords.given(e);
      case Event.ApprovalDenied e -> ApprovalWords.denied(e);
      case Event.Overridden e -> ApprovalWords.overridden(e);
      case Event.Cleared e -> ApprovalWords.cleared(e);
      case Event.DeployQueued e -> EventView.of("deploy-queued", e.by() + " queued " + e.release()).release(e.release()).by(e.by());
      case Event.DeployUnqueued e ->
          EventView.of("deploy-unqueued", e.release() + " left the queue: " + e.reason()).release(e.release()).by(e.by())
              .reason(e.reason());
      case Event.PhaseEntered e ->
          EventView.of("phase-entered", e.phase() + ", step " + (e.step() + 1) + ", " + e.weight() + "% on the candidate")
              .step(e.step() + 1).phase(e.phase(), e.weight());
      case Event.TaskStarted e -> EventView.of("task-started", "runs " + name(e.task()));
      case Event.TaskEnded e -> ended(e);
      case Event.Judged e -> judged(e);
      case Event.Approved e -> e.reason().map(r -> approved(e, ": " + r).reason(r)).orElseGet(() -> approved(e, ""));
      case Event.Paused e -> EventView.of("paused", e.by() + " paused it: " + e.reason()).by(e.by()).reason(e.reason());
      case Event.Resumed e -> EventView.of("resumed", e.by() + " resumed it").by(e.by());
      case Event.WentBack e -> EventView.of("went-back", "goes back" + why(e.cause()) + ": " + e.cause().reason())
          .outcome(Words.of(e.cause())).reason(e.cause().reason());
      case Event.Told e -> EventView.of("told", e.message());
      case Event.RolloutEnded e -> over(e);
      case Event.WarmReleased e ->
          EventView.of("warm-released", e.release() + " is let go: " + e.reason()).release(e.release()).reason(e.reason());
      case Event.RouterChanged e -> EventView.of("router-changed", "somebody else changed the router: " + e.what());
      case Event.Adopted e -> EventView.of("adopted", e.release() + " runs already and is stable from now on, as " + e.by() + " asked")
          .by(e.by()).release(e.release());
      case Event.ProblemBegan e -> EventView.of("problem-began", e.problem().part() + ", " + e.problem().message());
      case Event.ProblemOver e -> problemOver(e);
      case Event.Shortened e -> shortened(e);
      case Event.AccessChanged e -> EventView.of("access-changed", AccessWords.of(e)).by(e.by());
      case Event.TargetRemoved e -> removed(e);
    };
  }

  private static EventView started(Event.RolloutStarted e) {
    String what = e.kind() == Rollout.Kind.DEPLOY ? "rollout " : "rollback ";
    String from = e.from().map(f -> " from " + f).orElse("");
    return EventView.of("rollout-started", what + e.id() + from + " to " + e.to() + " begins, asked for by " + e.by()
        + (e.reason().isEmpty() ? "" : ": " + e.reason()))
        .rollout(e.id().number())
        .release(e.to())
        .by(e.by())
        .reason(e.reason());
  }

  private static EventView configurationChanged(Event.ConfigurationChanged e) {
    return EventView.of("configuration-changed", "slipway.yaml says otherwise than in the deploy before: " + String.join("; ", e.what()));
  }

  private static EventView problemOver(Event.ProblemOver e) {
    return EventView.of("problem-over",
        e.problem().part() + ", over since it began at " + e.problem().since() + ": " + e.problem().message());
  }

  private static EventView removed(Event.TargetRemoved e) {
    return EventView.of("target-removed", e.by() + " took the target down: " + e.reason()).by(e.by()).reason(e.reason());
  }

  private static EventView over(Event.RolloutEnded e) {
    String how =
        switch (e.outcome()) {
          case PROMOTED -> "is stable now";
          case ROLLED_BACK -> "went back";
          case NOT_STARTED -> "was not started";
        };
    return EventView.of("rollout-ended", "rollout " + e.id() + " has ended: " + e.candidate() + " " + how + ": " + e.reason())
        .rollout(e.id().number())
        .release(e.candidate())
        .outcome(Words.of(e.outcome()))
        .reason(e.reason());
  }

  private static EventView approved(Event.Approved e, String why) {
    return EventView.of("approved", e.by() + " lets " + (e.full() ? "all steps" : "step " + (e.step() + 1)) + " pass" + why).by(e.by())
        .step(e.step() + 1);
  }

  private static EventView ended(Event.TaskEnded e) {
    return switch (e.outcome()) {
      case Task.Outcome.NotStarted o -> EventView.of("task-ended", "task " + e.id() + " was not started").outcome("not-started");
      case Task.Outcome.Running o -> EventView.of("task-ended", "task " + e.id() + " runs").outcome("running");
      case Task.Outcome.Succeeded o -> EventView.of("task-ended", "task " + e.id() + " succeeded").outcome("succeeded").output(o.output());
      case Task.Outcome.Failed o ->
          EventView.of("task-ended", "task " + e.id() + " failed: " + o.reason()).outcome("failed").reason(o.reason()).output(o.output());
      case Task.Outcome.Lost o -> EventView.of("task-ended", "nobody knows how task " + e.id() + " ended").outcome("lost");
    };
  }

  /** Which part of Slipway, or who, turned it round. */
  private static String why(Cause cause) {
    return switch (cause) {
      case Cause.Judged c -> " by verdict";
      case Cause.Unhealthy c -> ", unhealthy";
      case Cause.CheckFailed c -> ", a check failed";
      case Cause.HookFailed c -> "";
      case Cause.TooSlow c -> "";
      case Cause.Person c -> "";
      case Cause.Emergency c -> ", emergency";
      case Cause.Frozen c -> "";
      case Cause.Superseded c -> "";
    };
  }

  private static EventView judged(Event.Judged e) {
    String word = Words.of(e.verdict());
    return EventView.of("judged", "step " + (e.step() + 1) + " " + word.replace('-', ' ') + ": " + e.verdict().reason())
        .step(e.step() + 1)
        .verdict(word)
        .reason(e.verdict().reason());
  }

  private static String name(Task task) {
    return switch (task.work()) {
      case Task.Work.RunHook h -> "hook " + h.hook().name();
      case Task.Work.AskPreview a -> a.checks().size() + " checks on the preview address of " + a.candidate();
      case Task.Work.Validate v -> "the checks of " + v.candidate() + (v.suite().place() == When.LIVE ? " on the live address"
          : " on the preview address");
    };
  }

  private static EventView shortened(Event.Shortened e) {
    return EventView.of("shortened", e.by() + " put " + e.archive().records() + " records from before " + e.archive().before()
        + " into the archive " + e.archive().file()).by(e.by());
  }
}
