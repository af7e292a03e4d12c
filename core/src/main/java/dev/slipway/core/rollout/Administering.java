package dev.slipway.core.rollout;

import dev.slipway.core.access.AccessChange;
import dev.slipway.core.access.AccessState;
import dev.slipway.core.access.ApiToken;
import java.util.List;
import java.util.Optional;

/** What a change of who may do what comes to, or of the journal itself. Who may was asked before; here it is whether it makes sense. */
final class Administering {
  private Administering() {}

  /** Something is asked of the administrative target that is only asked of others, or the other way round. */
  static Decision misplaced(TargetState state) {
    return Decision.refused(
        state, "SLW-2090", TargetId.ACCESS + " is where Slipway keeps who may do what; " + state.id()
            + " cannot be changed that way. Nothing changed. Give the service or the environment another name");
  }

  static Decision decide(TargetState state, Command command) {
    if (command instanceof Command.Shorten shorten) {
      // What is in the archive was looked at before; here is where it is written down.
      return Decision.of(state, List.of(new Event.Shortened(shorten.by(), shorten.archive())));
    }
    if (!(command instanceof Command.Administer asked)) {
      return misplaced(state);
    }
    AccessState before = state.access().orElse(AccessState.NONE);
    return refusal(state, before, asked.change()).orElseGet(
        () -> Decision.of(
            state.administered(before.after(asked.change())), List.of(new Event.AccessChanged(asked.by(), asked.change()))));
  }

  private static Optional<Decision> refusal(TargetState state, AccessState before, AccessChange change) {
    return switch (change) {
      case AccessChange.TokenMade made when before.token(made.token().id()).isPresent() ->
          Optional.of(Decision.refused(
              state, "SLW-2091", "there is a token " + made.token().id() + " already. Nothing changed; try again"));
      case AccessChange.TokenMade made -> full(state, before.tokens().size(), "tokens");
      case AccessChange.TokenRevoked revoked -> unknown(state, before.token(revoked.id()), revoked.id());
      case AccessChange.RoleGranted granted when before.holdings().contains(granted.holding()) ->
          Optional.of(Decision.alreadySo(
              state, "SLW-2094", granted.holding().holder() + " is " + granted.holding().grant() + " already. Nothing to do"));
      case AccessChange.RoleGranted granted -> full(state, before.holdings().size(), "roles");
      case AccessChange.RoleWithdrawn withdrawn when !before.holdings().contains(withdrawn.holding()) ->
          Optional.of(Decision.alreadySo(
              state, "SLW-2095", withdrawn.holding().holder() + " is not " + withdrawn.holding().grant() + ". Nothing to do. "
                  + "What was given stands in: slipway access list"));
      case AccessChange.RoleWithdrawn withdrawn -> Optional.empty();
      case AccessChange.IssuersSet set -> before.issuers().equals(set.issuers()) ? Optional.of(Decision.none(state)) : Optional.empty();
      case AccessChange.SessionBegun begun -> full(state, before.sessions().map(s -> s.all().size()).orElse(0), "sign-ins");
      case AccessChange.SessionEnded ended -> before.sessions().flatMap(s -> s.session(ended.id())).isEmpty()
          ? Optional.of(Decision.alreadySo(state, "SLW-2096", "that sign-in had ended before. Nothing to do")) : Optional.empty();
    };
  }

  private static Optional<Decision> full(TargetState state, int there, String what) {
    return there < AccessState.MOST ? Optional.empty()
        : Optional.of(Decision.refused(state, "SLW-2092", "there are " + there + " " + what + ", and no more are kept. Nothing changed. "
            + "Take some back that nobody needs"));
  }

  private static Optional<Decision> unknown(TargetState state, Optional<ApiToken> token, String id) {
    if (token.isEmpty()) {
      return Optional.of(Decision.refused(state, "SLW-2093", "there is no token " + id + ". Nothing changed. See: slipway token list"));
    }
    return token.get().revokedAt().isEmpty() ? Optional.empty()
        : Optional.of(Decision.alreadySo(state, "SLW-2093", "token " + id + " was revoked before. Nothing to do"));
  }
}
