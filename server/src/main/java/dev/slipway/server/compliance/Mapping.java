package dev.slipway.server.compliance;

import dev.slipway.core.access.AccessChange;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.rollout.Cause;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.Task;
import dev.slipway.engine.codec.CoreJson;
import dev.slipway.engine.codec.EventText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Of what an event is evidence. A new event does not compile before somebody has said it here. */
final class Mapping {
  private static final List<Evidence> NOTHING = List.of();
  private static final String PHASE_ENTERED = CoreJson.typeName(Event.PhaseEntered.class);
  private static final String JUDGED = CoreJson.typeName(Event.Judged.class);
  private static final String PASSING = "\"verdict\":{\"type\":\"" + CoreJson.typeName(Verdict.Passing.class) + "\"";
  /** Of what these are evidence whatever they say; {@link #of(Event)} says the same. */
  private static final Map<String, List<Evidence>> WHATEVER_THEY_SAY = Map.of(
      CoreJson.typeName(Event.TaskStarted.class), NOTHING,
      CoreJson.typeName(Event.ApprovalAsked.class), NOTHING,
      CoreJson.typeName(Event.DeployQueued.class), List.of(Evidence.QUEUE),
      CoreJson.typeName(Event.DeployUnqueued.class), List.of(Evidence.QUEUE),
      CoreJson.typeName(Event.Told.class), List.of(Evidence.INCIDENT),
      CoreJson.typeName(Event.WarmReleased.class), List.of(Evidence.RETIRED));

  private Mapping() {}

  /**
   * Of what the most frequent events are evidence, which no change that is under way needs to know of; empty for all others. Reading them
   * is most of what a report of many years would take. In canonical JSON fields have one order, and a quotation mark within a text never
   * stands alone.
   */
  static Optional<List<Evidence>> unread(EventText event) {
    if (event.type().equals(PHASE_ENTERED)) {
      char weight = event.text().charAt(event.text().lastIndexOf(':') + 1);
      return Optional.of(weight >= '1' && weight <= '9' ? List.of(Evidence.EXPOSURE) : NOTHING);
    }
    if (event.type().equals(JUDGED)) {
      return Optional.of(List.of(event.text().contains(PASSING) ? Evidence.CHECK_PASSED : Evidence.CHECK_FAILED));
    }
    return Optional.ofNullable(WHATEVER_THEY_SAY.get(event.type()));
  }

  static List<Evidence> of(Event event) {
    return switch (event) {
      case Event.RolloutStarted e -> List.of(e.kind() == Rollout.Kind.DEPLOY ? Evidence.CHANGE : Evidence.ROLLBACK);
      case Event.GatesPassed e -> e.results().stream().anyMatch(r -> r.waived() > 0) ? List.of(Evidence.GATES, Evidence.WAIVED)
          : List.of(Evidence.GATES);
      case Event.CameFrom e -> List.of(Evidence.ORIGIN);
      case Event.ConfigurationChanged e -> List.of(Evidence.CONFIGURATION);
      case Event.ApprovalAsked e -> NOTHING; // Whoever answers decides.
      case Event.ApprovalGiven e -> List.of(Evidence.APPROVAL);
      case Event.ApprovalDenied e -> List.of(Evidence.HELD);
      case Event.Overridden e -> List.of(Evidence.OVERRIDE);
      case Event.Cleared e -> NOTHING; // Approvals and an override are records of their own.
      case Event.DeployQueued e -> List.of(Evidence.QUEUE);
      case Event.DeployUnqueued e -> List.of(Evidence.QUEUE);
      case Event.PhaseEntered e -> e.weight() > 0 ? List.of(Evidence.EXPOSURE) : NOTHING;
      case Event.TaskStarted e -> NOTHING; // Its end says more.
      case Event.TaskEnded e -> ended(e.outcome());
      case Event.Judged e -> List.of(e.verdict() instanceof Verdict.Passing ? Evidence.CHECK_PASSED : Evidence.CHECK_FAILED);
      case Event.Approved e -> List.of(Evidence.APPROVAL);
      case Event.Paused e -> List.of(Evidence.HELD);
      case Event.Resumed e -> List.of(Evidence.HELD);
      case Event.WentBack e -> wentBack(e.cause());
      case Event.Told e -> List.of(Evidence.INCIDENT);
      case Event.RolloutEnded e -> e.outcome() == Event.Outcome.PROMOTED ? List.of(Evidence.PROMOTED) : NOTHING;
      case Event.WarmReleased e -> List.of(Evidence.RETIRED);
      case Event.RouterChanged e -> List.of(Evidence.FOREIGN_CHANGE);
      case Event.Adopted e -> List.of(Evidence.ADOPTED);
      case Event.TargetRemoved e -> List.of(Evidence.REMOVED);
      case Event.AccessChanged e when e.change() instanceof AccessChange.SessionBegun || e.change() instanceof AccessChange.SessionEnded ->
          NOTHING; // It changes nothing of who may do what.
      case Event.AccessChanged e -> List.of(Evidence.ACCESS);
      case Event.ProblemBegan e -> List.of(Evidence.PROBLEM);
      case Event.ProblemOver e -> NOTHING; // Its begin says what it was.
      case Event.Shortened e -> List.of(Evidence.ARCHIVED);
    };
  }

  private static List<Evidence> ended(Task.Outcome outcome) {
    return switch (outcome) {
      case Task.Outcome.Failed f -> List.of(Evidence.TASK, Evidence.CHECK_FAILED);
      case Task.Outcome.Succeeded s -> List.of(Evidence.TASK);
      case Task.Outcome.Lost l -> List.of(Evidence.TASK);
      case Task.Outcome.NotStarted n -> NOTHING;
      case Task.Outcome.Running r -> NOTHING;
    };
  }

  private static List<Evidence> wentBack(Cause cause) {
    return switch (cause) {
      case Cause.Judged c -> List.of(Evidence.TAKEN_BACK_BY_ITSELF);
      case Cause.Unhealthy c -> List.of(Evidence.TAKEN_BACK_BY_ITSELF);
      case Cause.CheckFailed c -> List.of(Evidence.TAKEN_BACK_BY_ITSELF);
      case Cause.HookFailed c -> List.of(Evidence.TAKEN_BACK_BY_ITSELF);
      case Cause.TooSlow c -> List.of(Evidence.TAKEN_BACK_BY_ITSELF);
      case Cause.Person c -> List.of(Evidence.TAKEN_BACK_BY_A_PERSON);
      case Cause.Emergency c -> List.of(Evidence.TAKEN_BACK_BY_A_PERSON, Evidence.EMERGENCY);
      case Cause.Frozen c -> List.of(Evidence.TAKEN_BACK_BY_ITSELF);
      case Cause.Superseded c -> List.of(Evidence.TAKEN_BACK_BY_A_PERSON);
    };
  }
}
