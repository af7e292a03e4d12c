package dev.slipway.core.rollout;

import java.util.List;

/** What ran before Slipway came is the stable release from then on: the way back of the first rollout. */
final class Adoption {
  private Adoption() {}

  static Decision decide(TargetState state, Command.Adopt adopt) {
    if (state.stable().isPresent() || state.rollout().isPresent()) {
      return Decision.alreadySo(state, "SLW-2045", state.id() + " has been adopted already. Nothing to do");
    }
    return Decision.of(
        state.adopting(adopt.release(), adopt.settings()), List.of(new Event.Adopted(adopt.release().id(), adopt.by())));
  }
}
