package dev.slipway.core.rollout;

/** What a task's outcome means. */
final class Tasks {
  private Tasks() {}

  /** A lost task that may be run again counts as not started: the engine then starts it once more. */
  static Task.Outcome settled(Task task, Task.Outcome seen) {
    return seen instanceof Task.Outcome.Lost && mayRepeat(task) ? new Task.Outcome.NotStarted() : seen;
  }

  /** Whether it may be run again when nobody knows how it ended. */
  static boolean mayRepeat(Task task) {
    return switch (task.work()) {
      case Task.Work.RunHook h -> h.hook().idempotent();
      case Task.Work.AskPreview a -> true;
      case Task.Work.Validate v -> true;
    };
  }

  /** Why a rollout goes back when this task fails. */
  static Cause cause(Task task, String reason) {
    return switch (task.work()) {
      case Task.Work.RunHook h -> new Cause.HookFailed("hook " + h.hook().name() + ": " + reason);
      case Task.Work.AskPreview a -> new Cause.CheckFailed(reason);
      case Task.Work.Validate v -> new Cause.CheckFailed(reason);
    };
  }
}
