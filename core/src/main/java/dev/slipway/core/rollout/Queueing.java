package dev.slipway.core.rollout;

import dev.slipway.core.guard.Freezes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A deploy whose turn has not come: it waits, takes the place of another, or is refused. */
final class Queueing {
  private Queueing() {}

  static Decision whileBusy(TargetState state, Rollout busy, Command.Deploy deploy, Instant at) {
    if (busy.candidate().sameContent(deploy.release()) && !busy.goingBack() && !deploy.force()) {
      return Decision.alreadySo(
          state, "SLW-2003", "rollout " + busy.id() + " of " + deploy.release().version() + " is under way already. See: slipway watch "
              + state.id().environment());
    }
    Decision queued = queue(state, deploy);
    return switch (deploy.whenBusy()) {
      case QUEUE -> queued;
      case SUPERSEDE -> supersede(queued.state(), busy, deploy, new ArrayList<>(queued.events()), at);
      case REFUSE ->
          Decision.refused(
              state, "SLW-2004", "rollout " + busy.id() + " of " + busy.candidate().version() + " is under way in " + state.id()
                  + ". Nothing changed. Wait for it, or use --queue or --supersede");
    };
  }

  private static Decision supersede(
      TargetState queued, Rollout busy, Command.Deploy deploy, List<Event> events, Instant at) {
    if (busy.goingBack()) {
      return Decision.of(queued, events);
    }
    Cause cause = new Cause.Superseded(deploy.by(), "superseded by " + deploy.release().version());
    Decision turned = WayBack.turn(queued, busy, cause, at);
    events.addAll(turned.events());
    return Decision.of(turned.state(), events);
  }

  static Decision frozen(TargetState state, Command.Deploy deploy, Freezes.Frozen frozen) {
    return deploy.whenBusy() == Command.WhenBusy.QUEUE ? queue(state, deploy)
        : Decision.refused(state, "SLW-2070", state.id() + " is frozen " + frozen.words()
            + ". Nothing was deployed; traffic stays as it is. Deploy then, or with --queue to have it begin by itself; an admin may go "
            + "past it with --override REASON");
  }

  private static Decision queue(TargetState state, Command.Deploy deploy) {
    List<Event> events = new ArrayList<>();
    state.queued().ifPresent(q -> events.add(new Event.DeployUnqueued(q.release().id(), q.by(), "a newer deploy took its place")));
    events.add(new Event.DeployQueued(deploy.release().id(), deploy.by()));
    return Decision.of(state.queueing(Optional.of(deploy)), events);
  }

  static Decision unqueue(TargetState state, Command.Unqueue command) {
    if (state.queued().filter(q -> q.release().id().equals(command.release())).isEmpty()) {
      return Decision.refused(state, "SLW-2008", "no deploy of " + command.release() + " is queued in " + state.id() + ". Nothing changed");
    }
    return Decision.of(
        state.queueing(Optional.empty()),
        List.of(new Event.DeployUnqueued(command.release(), command.by(), "dropped by " + command.by())));
  }
}
