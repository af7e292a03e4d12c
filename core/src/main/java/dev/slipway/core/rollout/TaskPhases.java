package dev.slipway.core.rollout;

import java.util.ArrayList;
import java.util.List;

/** The phases that wait for a task: hooks before and after, and the checks on the preview address. */
final class TaskPhases {
  private TaskPhases() {}

  /** What follows a task that succeeded. */
  interface Next {
    Decision after(TargetState state, Rollout rollout, List<Event> events, Observation seen);
  }

  static Decision afterTask(TargetState state, Rollout rollout, Task task, Observation seen, Next next) {
    if (seen.task().isEmpty()) {
      return Decision.none(state);
    }
    Task.Outcome outcome = Tasks.settled(task, seen.task().get());
    List<Event> events = new ArrayList<>(List.of(new Event.TaskEnded(task.id(), outcome)));
    return switch (outcome) {
      case Task.Outcome.NotStarted n -> Decision.none(state);
      case Task.Outcome.Running r -> Decision.none(state);
      case Task.Outcome.Succeeded s -> rollout.paused().isPresent() ? Decision.none(state) : next.after(state, rollout, events, seen);
      case Task.Outcome.Failed f -> taskFailed(state, rollout, events, Tasks.cause(task, f.reason()), seen);
      case Task.Outcome.Lost l -> taskFailed(state, rollout, events, Tasks.cause(task, "a crash left its outcome unknown and it is not declared idempotent"), seen);
    };
  }

  static Decision taskFailed(TargetState state, Rollout rollout, List<Event> events, Cause cause, Observation seen) {
    Decision turned = WayBack.turn(state, rollout, cause, seen);
    events.addAll(turned.events());
    return Decision.of(turned.state(), events);
  }

  static Decision afterBeforeHook(TargetState state, Rollout rollout, List<Event> events, Observation seen) {
    int next = rollout.phase() instanceof Phase.BeforeHooks h ? h.hook() + 1 : 0;
    if (next < rollout.policy().before().size()) {
      Task task = Commanding.hook(rollout.id(), "before", next, rollout.policy().before().get(next), rollout.candidate());
      events.add(new Event.TaskStarted(task));
      return Decision.of(state.with(rollout.in(new Phase.BeforeHooks(next, task, seen.at()))), events);
    }
    return Steps.enter(state, rollout.in(new Phase.Starting(0, seen.at())), events);
  }

  static Decision afterChecks(TargetState state, Rollout rollout, List<Event> events, Observation seen) {
    return Steps.passed(state, rollout, Checks.passedOnPreview(rollout, events), events, seen);
  }

  static Decision afterAfterHook(TargetState state, Rollout rollout, List<Event> events, Observation seen) {
    int next = rollout.phase() instanceof Phase.AfterHooks h ? h.hook() + 1 : 0;
    if (next < rollout.policy().after().size()) {
      Task task = Commanding.hook(rollout.id(), "after", next, rollout.policy().after().get(next), rollout.candidate());
      events.add(new Event.TaskStarted(task));
      return Decision.of(state.with(rollout.in(new Phase.AfterHooks(next, task, seen.at()))), events);
    }
    return Steps.promoted(state, rollout, events, seen);
  }
}
