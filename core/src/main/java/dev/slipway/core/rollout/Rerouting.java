package dev.slipway.core.rollout;

import dev.slipway.core.traffic.RouterSpec;
import java.util.Optional;

/** Why a target's router keeps a deploy from beginning. */
final class Rerouting {
  private Rerouting() {}

  static Optional<Decision> refused(TargetState state, Command.Deploy deploy) {
    if (ForeignChanges.holds(state)) {
      return Optional.of(unanswered(state));
    }
    boolean moves = state.stable().isPresent() && !deploy.settings().router().equals(state.router());
    return moves ? Optional.of(Decision.refused(state, "SLW-2016", otherRouter(state, deploy))) : Optional.empty();
  }

  static Decision unanswered(TargetState state) {
    return Decision.refused(
        state, "SLW-2018", "somebody else changed the router of " + state.id() + " and nobody has answered it: "
            + state.foreign().orElseThrow().what()
            + ". Nothing changed. Put back what was decided first: slipway resume " + state.id().environment());
  }

  /** Two routers cannot share an address, and connections cannot move from one to the other: that would be a gap. */
  private static String otherRouter(TargetState state, Command.Deploy deploy) {
    String now = RouterSpec.word(state.router());
    String asked = RouterSpec.word(deploy.settings().router());
    String change = now.equals(asked) ? "the settings of its router " + now + " changed" : "it is behind the router " + now + ", not "
        + asked;
    return "traffic of " + state.id() + " cannot move to another router without a gap: " + change
        + ". Nothing changed. Deploy with the router of before, "
        + "or take it down first: slipway remove " + state.id().environment();
  }
}
