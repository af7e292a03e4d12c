package dev.slipway.server.deploy;

import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.view.Answers;
import dev.slipway.server.view.PlanView;
import java.util.Locale;
import java.util.Optional;

/** A deploy in words: how it is asked for, and what is answered. */
final class DeployWords {
  private static final String WAITS = " waits for approval. Nothing was started. See and approve it: slipway approve ";

  private DeployWords() {}

  static Command.WhenBusy whenBusy(DeployRequest request) {
    String word = request.whenBusy().orElse("refuse");
    try {
      return Command.WhenBusy.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Refused(
          Refused.Kind.WRONG, "SLW-5101", "whenBusy is \"" + word + "\". Nothing changed", "It is one of refuse, queue, supersede");
    }
  }

  static Answers.Deployed answer(TargetId target, Command.Deploy command, Decision decision, PlanView plan, long before) {
    Optional<Event.RolloutStarted> started =
        decision.events().stream().filter(e -> e instanceof Event.RolloutStarted).map(e -> (Event.RolloutStarted) e).findFirst();
    boolean queued = decision.events().stream().anyMatch(e -> e instanceof Event.DeployQueued);
    String version = command.release().version();
    boolean busy = decision.state().rollout().isPresent();
    boolean waits = decision.state().rollout().filter(Rollout::awaiting).isPresent();
    String message =
        decision.refusal().map(Decision.Refusal::message)
            .orElseGet(
                () ->
                    started
                        .map(s -> "rollout " + s.id() + " of " + version + " to " + target
                            + (waits ? WAITS + target.environment() : " has begun"))
                        .orElse(version + " waits in " + target + " for the end of the " + (busy ? "rollout under way" : "freeze")));
    return new Answers.Deployed(
        target.toString(),
        started.map(s -> s.id().number()),
        started.map(s -> s.to().value()).orElse(command.release().id().value()),
        queued, decision.refusal().isPresent(), decision.refusal().map(Decision.Refusal::code), message, plan, before);
  }
}
