package dev.slipway.core.rollout;

import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.Suite;
import dev.slipway.core.check.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checks of a rollout: on the preview address before any traffic, and on the live one while a step bakes. */
final class Checks {
  private Checks() {}

  /** What is asked before any traffic. */
  static Optional<Task> onPreview(Rollout rollout) {
    if (rollout.kind() != Rollout.Kind.DEPLOY) {
      return Optional.empty();
    }
    String id = rollout.id().number() + "-checks";
    if (rollout.policy().validation().isPresent()) {
      return validate(rollout, id, When.PREVIEW);
    }
    return rollout.policy().checks().isEmpty() ? Optional.empty()
        : Optional.of(new Task(id, new Task.Work.AskPreview(rollout.candidate().id(), rollout.policy().checks())));
  }

  /** What is asked once a step's split is in place. */
  static Optional<Task> onLive(Rollout rollout, int step) {
    return rollout.kind() == Rollout.Kind.DEPLOY ? validate(rollout, rollout.id().number() + "-live-checks-" + (step + 1), When.LIVE)
        : Optional.empty();
  }

  private static Optional<Task> validate(Rollout rollout, String id, When place) {
    List<CheckSpec> checks = rollout.policy().asked(place);
    if (checks.isEmpty()) {
      return Optional.empty();
    }
    Duration deadline = rollout.policy().progressDeadline();
    Suite suite =
        new Suite(
            place, checks, rollout.candidate().run().health(), place == When.LIVE ? rollout.settings().tls() : Optional.empty(),
            deadline.compareTo(Suite.MOST) > 0 ? Suite.MOST : deadline);
    return Optional.of(new Task(id, new Task.Work.Validate(rollout.candidate().id(), rollout.candidate().version(), suite)));
  }

  /** Why the candidate may get its first traffic. */
  static String passedOnPreview(Rollout rollout, List<Event> events) {
    if (rollout.policy().validation().isEmpty()) {
      return rollout.policy().checks().size() + " checks passed on the preview address";
    }
    String said = events.getFirst() instanceof Event.TaskEnded e && e.outcome() instanceof Task.Outcome.Succeeded s ? s.output() : "";
    String first = said.lines().findFirst().orElse("");
    return (first.isBlank() ? "the checks passed" : first) + " on the preview address";
  }

  /** The step goes on being watched while its checks are asked, and does not pass before they have. */
  static Decision baking(TargetState state, Rollout rollout, Phase.Baking phase, Optional<Verdict> verdict, Observation seen) {
    if (phase.checks().isEmpty()) {
      return Bake.baking(state, rollout, phase, verdict, seen);
    }
    Task task = phase.checks().get();
    if (seen.task().isEmpty()) {
      return Decision.none(state);
    }
    Task.Outcome outcome = Tasks.settled(task, seen.task().get());
    Event ended = new Event.TaskEnded(task.id(), outcome);
    return switch (outcome) {
      case Task.Outcome.NotStarted n -> Decision.none(state);
      case Task.Outcome.Running r -> Decision.none(state);
      case Task.Outcome.Succeeded s -> passed(state, rollout, phase, verdict, seen, ended);
      case Task.Outcome.Failed f -> TaskPhases.taskFailed(state, rollout, new ArrayList<>(List.of(ended)), live(task, f.reason()), seen);
      case Task.Outcome.Lost l -> Decision.none(state);
    };
  }

  private static Cause live(Task task, String reason) {
    return Tasks.cause(task, "on the live address: " + reason);
  }

  private static Decision passed(
      TargetState state, Rollout rollout, Phase.Baking phase, Optional<Verdict> verdict, Observation seen, Event ended) {
    Phase.Baking asked = new Phase.Baking(phase.step(), phase.held(), phase.since());
    Rollout next = rollout.in(asked);
    Decision then = Bake.baking(state.with(next), next, asked, verdict, seen);
    List<Event> events = new ArrayList<>(List.of(ended));
    events.addAll(then.events());
    return Decision.of(then.state(), events);
  }

  /** A bake has no deadline of its own, but its checks have one: nobody waits for ever for an answer. */
  static Optional<Cause> tooSlow(Rollout rollout, Phase.Baking phase, Duration taken) {
    Duration most = rollout.policy().progressDeadline().plusSeconds(60);
    return phase.checks().isPresent() && taken.compareTo(most) > 0
        ? Optional.of(new Cause.TooSlow("the checks on the live address took longer than the progress deadline of "
            + rollout.policy().progressDeadline().toSeconds() + " s"))
        : Optional.empty();
  }
}
