package dev.slipway.core.rollout;

import dev.slipway.core.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way back: traffic first, then everything else. It asks nothing of metrics or the candidate, and nothing but its end follows it. */
final class WayBack {
  private WayBack() {}

  /** Turns a rollout round. Its weight falls at the next look at the world, if that shows that stable can carry the traffic. */
  static Decision turn(TargetState state, Rollout rollout, Cause cause, Instant at) {
    if (rollout.awaiting()) {
      return Awaiting.ended(state, rollout, new ArrayList<>(), cause.reason());
    }
    Phase.GoingBack back = new Phase.GoingBack(cause, Phase.Stage.TRAFFIC, Optional.empty(), false, at);
    Rollout next = rollout.pausedBy(Optional.empty()).in(back);
    Rollout turned = state.stable().isEmpty() ? next.weighing(0) : next;
    return Decision.of(
        ForeignChanges.answered(state.with(turned), "the way back"), List.of(new Event.WentBack(cause),
            new Event.PhaseEntered(back.word(), 0, turned.weight())));
  }

  /** Turns a rollout round on what was just seen, and lowers its weight with the same commit where stable can carry the traffic. */
  static Decision turn(TargetState state, Rollout rollout, Cause cause, Observation seen) {
    Decision turned = turn(state, rollout, cause, seen.at());
    Rollout back = turned.state().rollout().orElseThrow();
    if (back.weight() == 0 || !(back.phase() instanceof Phase.GoingBack g)) {
      return turned;
    }
    Decision lowered = lower(turned.state(), back, g, seen);
    List<Event> events = new ArrayList<>(turned.events());
    events.addAll(lowered.events());
    return Decision.of(lowered.state(), events);
  }

  static Decision decide(TargetState state, Rollout rollout, Phase.GoingBack back, Observation seen) {
    return switch (back.stage()) {
      case TRAFFIC -> traffic(state, rollout, back, seen);
      case RETIRING -> retiring(state, rollout, back, seen);
      case HOOKS -> hooks(state, rollout, back, seen);
    };
  }

  /** Half of stable's instances carry all traffic for the seconds that the rest take to start; fewer do not. */
  private static int enough(Release stable) {
    return Math.ceilDiv(stable.run().instances(), 2);
  }

  private static Decision traffic(TargetState state, Rollout rollout, Phase.GoingBack back, Observation seen) {
    if (rollout.weight() > 0) {
      return lower(state, rollout, back, seen);
    }
    boolean returned = seen.router().filter(r -> r.table().weightOf(rollout.candidate().id()) == 0).isPresent();
    if (!returned) {
      return tell(state, rollout, back, seen, "the router has not confirmed that the candidate gets no traffic");
    }
    Phase.GoingBack next = new Phase.GoingBack(back.cause(), Phase.Stage.RETIRING, Optional.empty(), false, seen.at());
    return Decision.of(state.with(rollout.in(next)), List.of());
  }

  private static Decision lower(TargetState state, Rollout rollout, Phase.GoingBack back, Observation seen) {
    Release stable = state.stable().orElseThrow();
    Optional<PlatformSeen> platform = seen.platform();
    boolean unknown = platform.isEmpty();
    int ready = platform.map(p -> p.ready(stable.id())).orElseGet(() -> routed(stable, seen));
    boolean candidateServes = platform.filter(p -> p.ready(rollout.candidate().id()) > 0).isPresent();
    boolean waitedLongEnough = overdue(rollout, back, seen) && (ready > 0 || unknown);
    if (ready >= enough(stable) || (!unknown && !candidateServes) || waitedLongEnough || Returning.nothingToCarry(rollout)) {
      return Decision.of(state.with(rollout.weighing(0)), List.of(new Event.PhaseEntered(back.word(), 0, 0)));
    }
    String why = unknown ? "the platform does not say how many stable instances are ready"
        : ready + " of " + stable.run().instances() + " instances of " + stable.version() + " are ready, too few to carry all traffic";
    return tell(state, rollout, back, seen, why);
  }

  /** Where the platform does not answer, the instances in the router's table count: going back needs only the router and stable. */
  private static int routed(Release stable, Observation seen) {
    return seen.router().stream()
        .flatMap(r -> r.table().routes().stream())
        .filter(r -> r.release().equals(stable.id()))
        .mapToInt(r -> (int) r.backends().stream().filter(b -> !b.draining()).count())
        .sum();
  }

  private static Decision retiring(TargetState state, Rollout rollout, Phase.GoingBack back, Observation seen) {
    if (seen.platform().isEmpty()) {
      return Decision.none(state);
    }
    PlatformSeen platform = seen.platform().get();
    boolean gone = platform.present(rollout.candidate().id()) == 0;
    boolean whole =
        state.stable().isEmpty() || platform.ready(state.stable().get().id()) >= state.stable().get().run().instances();
    if (!gone || !whole) {
      return tell(state, rollout, back, seen, gone ? "not all stable instances are ready" : "the candidate's instances have not stopped");
    }
    if (rollout.policy().afterRollback().isEmpty()) {
      return ended(state, rollout, back, new ArrayList<>());
    }
    return runHook(state, rollout, back, 0, new ArrayList<>(), seen.at());
  }

  private static Decision runHook(
      TargetState state, Rollout rollout, Phase.GoingBack back, int index, List<Event> events, Instant at) {
    Task task =
        Commanding.hook(rollout.id(), "rollback", index, rollout.policy().afterRollback().get(index), rollout.candidate());
    events.add(new Event.TaskStarted(task));
    return Decision.of(
        state.with(rollout.in(new Phase.GoingBack(back.cause(), Phase.Stage.HOOKS, Optional.of(task), false, at))), events);
  }

  /** A hook that fails on the way back is told and passed over: nothing may keep a rollout from ending. */
  private static Decision hooks(TargetState state, Rollout rollout, Phase.GoingBack back, Observation seen) {
    Task task = back.task().orElseThrow();
    if (seen.task().isEmpty()) {
      return Decision.none(state);
    }
    Task.Outcome outcome = Tasks.settled(task, seen.task().get());
    List<Event> events = new ArrayList<>(List.of(new Event.TaskEnded(task.id(), outcome)));
    return switch (outcome) {
      case Task.Outcome.NotStarted n -> Decision.none(state);
      case Task.Outcome.Running r -> Decision.none(state);
      case Task.Outcome.Succeeded s -> nextHook(state, rollout, back, task, events, seen);
      case Task.Outcome.Failed f -> passOver(state, rollout, back, task, f.reason(), events, seen);
      case Task.Outcome.Lost l -> passOver(state, rollout, back, task, "a crash left its outcome unknown", events, seen);
    };
  }

  private static Decision passOver(
      TargetState state, Rollout rollout, Phase.GoingBack back, Task task, String reason, List<Event> events, Observation seen) {
    events.add(new Event.Told("hook " + task.id() + " after the rollback failed: " + reason
        + ". Traffic is on stable; run it by hand if it matters"));
    return nextHook(state, rollout, back, task, events, seen);
  }

  private static Decision nextHook(
      TargetState state, Rollout rollout, Phase.GoingBack back, Task task, List<Event> events, Observation seen) {
    int next = Integer.parseInt(task.id().substring(task.id().lastIndexOf('-') + 1)) + 1;
    return next < rollout.policy().afterRollback().size()
        ? runHook(state, rollout, back, next, events, seen.at())
        : ended(state, rollout, back, events);
  }

  private static Decision ended(TargetState state, Rollout rollout, Phase.GoingBack back, List<Event> events) {
    events.add(
        new Event.RolloutEnded(rollout.id(), Event.Outcome.ROLLED_BACK, rollout.candidate().id(), back.cause().reason()));
    boolean candidateWasWarm =
        state.warm().filter(w -> w.release().id().equals(rollout.candidate().id())).isPresent();
    TargetState ended = state.ended(candidateWasWarm ? Optional.empty() : state.warm());
    return Decision.of(back.cause() instanceof Cause.Judged ? ended.remembering(rollout.candidate()) : ended, events);
  }

  /** Somebody is told once when a stage of the way back takes longer than it should; it goes on trying. */
  private static Decision tell(TargetState state, Rollout rollout, Phase.GoingBack back, Observation seen, String why) {
    if (back.told() || !overdue(rollout, back, seen)) {
      return Decision.none(state);
    }
    Phase.GoingBack told = new Phase.GoingBack(back.cause(), back.stage(), back.task(), true, back.since());
    String message = "SLW-2014 the way back of rollout " + rollout.id() + " in " + state.id() + " takes long: " + why
        + ". It goes on trying. If users are hurt now: slipway emergency " + state.id().environment();
    return Decision.of(state.with(rollout.in(told)), List.of(new Event.Told(message)));
  }

  private static boolean overdue(Rollout rollout, Phase.GoingBack back, Observation seen) {
    Duration limit = rollout.candidate().run().health().startupDeadline();
    return Duration.between(back.since(), seen.at()).compareTo(limit) > 0;
  }
}
