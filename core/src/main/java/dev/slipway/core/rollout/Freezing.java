package dev.slipway.core.rollout;

import dev.slipway.core.guard.FreezeWindow;
import dev.slipway.core.guard.Freezes;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.guard.Guarded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a freeze keeps from beginning, and what it sends back. A way back knows none. */
public final class Freezing {
  private Freezing() {}

  /** What a deploy must meet: its own guard, over the one in force. */
  public static Guard guard(TargetState state, Command.Deploy deploy) {
    return deploy.guarded().map(Guarded::guard).orElse(Guard.NONE).over(state.guard());
  }

  /** Whether what the clock on the wall shows matters to this state. */
  public static boolean asks(TargetState state) {
    boolean waits = state.rollout().filter(r -> r.awaiting() ? !windows(r).isEmpty() : sendsBack(r)).isPresent();
    return waits || state.rollout().isEmpty() && state.queued().filter(q -> !guard(state, q).freeze().isEmpty()).isPresent();
  }

  /** Whether what the clock on the wall shows matters to a command. */
  public static boolean asks(TargetState state, Command command) {
    return switch (command) {
      case Command.Deploy d -> !guard(state, d).freeze().isEmpty();
      case Command.Override o -> state.rollout().filter(r -> !windows(r).isEmpty()).isPresent();
      case Command.Rollback r -> false;
      case Command.Unqueue u -> false;
      case Command.Remove r -> false;
      case Command.Adopt a -> false;
      case Command.Pause p -> false;
      case Command.Resume r -> false;
      case Command.Promote p -> false;
      case Command.Approve a -> false;
      case Command.Deny d -> false;
      case Command.Abort a -> false;
      case Command.Administer a -> false;
      case Command.NoteProblem n -> false;
      case Command.Shorten s -> false;
    };
  }

  /** The freeze that a rollout runs into or waits for, as far as it is subject to any. */
  static Optional<Freezes.Frozen> now(Rollout rollout, Observation seen) {
    return seen.wall().flatMap(wall -> Freezes.at(windows(rollout), wall));
  }

  /** Whether a rollout that is waiting may not begin: where nobody knows what the clock on the wall shows, it waits. */
  static boolean keeps(Rollout rollout, Optional<Instant> wall) {
    return keeps(windows(rollout), wall);
  }

  /** Whether a deploy that is queued may not begin. */
  static boolean keeps(TargetState state, Command.Deploy queued, Optional<Instant> wall) {
    return !overridden(queued) && keeps(guard(state, queued).freeze(), wall);
  }

  private static boolean keeps(List<FreezeWindow> windows, Optional<Instant> wall) {
    return !windows.isEmpty() && wall.filter(at -> Freezes.at(windows, at).isEmpty()).isEmpty();
  }

  /** Whether a freeze that begins sends this rollout back. */
  static boolean sendsBack(Rollout rollout) {
    return rollout.phase() instanceof Phase.Forward && !windows(rollout).isEmpty()
        && rollout.clearance().filter(c -> c.guard().running() == Guard.Running.GO_BACK).isPresent();
  }

  /** The freeze in the way of a deploy, unless an admin said that there is none. */
  static Optional<Freezes.Frozen> of(TargetState state, Command.Deploy deploy, Optional<Instant> wall) {
    return overridden(deploy) ? Optional.empty() : wall.flatMap(at -> Freezes.at(guard(state, deploy).freeze(), at));
  }

  private static boolean overridden(Command.Deploy deploy) {
    return deploy.guarded().flatMap(Guarded::override).isPresent();
  }

  private static List<FreezeWindow> windows(Rollout rollout) {
    return rollout.clearance().filter(c -> c.override().isEmpty()).map(c -> c.guard().freeze()).orElse(List.of());
  }
}
