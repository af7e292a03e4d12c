package dev.slipway.server.access;

import dev.slipway.core.access.AccessChange;
import dev.slipway.core.access.AccessState;
import dev.slipway.core.access.ApiToken;
import dev.slipway.core.access.Grant;
import dev.slipway.core.access.Holder;
import dev.slipway.core.access.Holding;
import dev.slipway.core.access.Issuer;
import dev.slipway.core.access.Role;
import dev.slipway.core.access.Scope;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.Engine;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.view.AccessView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells and changes who may do what. Every change is a command like any other, and stands in the journal. */
public final class AccessService {
  private final Engine engine;
  private final AccessBook book;
  private final LastUsed used;
  private final InstantSource clock;

  public AccessService(Engine engine, AccessBook book, LastUsed used, InstantSource clock) {
    this.engine = engine;
    this.book = book;
    this.used = used;
    this.clock = clock;
  }

  /** Who asks. */
  public AccessView.Self self(Caller caller) {
    Credential shown = caller.credential();
    String kind = switch (shown.kind()) {
      case SERVER -> "the server's token";
      case TOKEN -> "a token";
      case SIGNED_IN -> "a sign-in";
    };
    return new AccessView.Self(
        caller.name(), caller.proven(), caller.groups().stream().sorted().toList(), AccessView.words(caller.grants()),
        shown.scope().word(), kind, shown.id(), shown.until(), shown.branch());
  }

  /** Where people sign in. */
  public AccessView.SigningIn signIn() {
    return new AccessView.SigningIn(book.now().issuers().stream().map(i -> new AccessView.Provider(i.url(), i.clientId())).toList());
  }

  /** Makes a token. */
  public AccessView.Made make(Caller caller, TokenRequest request) {
    TokenRequest.Read asked = request.read(caller.name());
    Instant now = clock.instant();
    Instant end = new Making(caller, book.now()).allow(asked, now);
    String text = TokenText.random();
    ApiToken token = new ApiToken(
        TokenText.id(text).orElseThrow(), asked.name(), asked.groups(), asked.grants(), asked.scope(), TokenText.digest(text),
        caller.credential().maker(), caller.name(), now, end, Optional.empty());
    var unused = submit(caller, new AccessChange.TokenMade(token), "");
    used.only(book.now().tokens().stream().map(ApiToken::id).collect(Collectors.toSet()));
    return new AccessView.Made(text, AccessView.Listed.of(token, now, Optional.empty()),
        "it is shown this once; keep it in a file that its owner alone can read");
  }

  /** Every token for an admin of everything; for others, their own. */
  public AccessView.Tokens tokens(Caller caller) {
    Instant now = clock.instant();
    return new AccessView.Tokens(
        book.now().tokens().stream().filter(t -> mayKnow(caller, t)).map(t -> AccessView.Listed.of(t, now, used.of(t.id()))).toList());
  }

  private static boolean mayKnow(Caller caller, ApiToken token) {
    return caller.mayEverywhere(Role.ADMIN) || caller.proven() && caller.name().equals(token.name());
  }

  /** Ends a token: one's own, or any for an admin of everything. */
  public AccessView.Changed revoke(Caller caller, String id) {
    ApiToken token = book.now().token(id).filter(t -> mayKnow(caller, t)).orElseThrow(
        () -> new Refused(Refused.Kind.UNKNOWN, "SLW-5163", "there is no token " + id + " that " + caller.name()
            + " may see. Nothing changed", "See: slipway token list"));
    boolean itself = caller.credential().id().filter(id::equals).isPresent();
    if (!itself && caller.credential().scope() != Scope.ALL) {
      throw Forbidden.refused("a token for " + caller.credential().scope().word() + " alone revokes no other", "Use another credential");
    }
    return submit(caller, new AccessChange.TokenRevoked(token.id(), clock.instant()),
        "token " + id + " of " + token.name() + " opens nothing any more, nor does what was made with it");
  }

  /** Gives a role to a person or a group. */
  public AccessView.Changed grant(Caller caller, String holder, String role) {
    Holding holding = holding(caller, holder, role);
    return submit(caller, new AccessChange.RoleGranted(holding), holding.holder() + " is " + holding.grant() + " now");
  }

  /** Takes a role back. */
  public AccessView.Changed withdraw(Caller caller, String holder, String role) {
    Holding holding = holding(caller, holder, role);
    return submit(caller, new AccessChange.RoleWithdrawn(holding), holding.holder() + " is not " + holding.grant() + " any more");
  }

  private static Holding holding(Caller caller, String holder, String role) {
    Holding holding;
    try {
      holding = new Holding(Holder.parse(holder), Grant.parse(role));
    } catch (IllegalArgumentException e) {
      throw TokenRequest.wrong(String.valueOf(e.getMessage()));
    }
    if (!caller.mayGive(holding.grant())) {
      throw Forbidden.role(caller, Role.ADMIN, holding.grant().service(), holding.grant().environment());
    }
    return holding;
  }

  /** What was given, as far as the one who asks may give it or has it. */
  public AccessView list(Caller caller) {
    AccessState state = book.now();
    List<AccessView.Held> held = state.holdings().stream()
        .filter(h -> caller.mayGive(h.grant()) || has(caller, h.holder())).map(AccessView.Held::of).toList();
    return new AccessView(held, state.issuers().stream().map(AccessView.Vouching::of).toList());
  }

  private static boolean has(Caller caller, Holder holder) {
    return caller.proven() && (holder.group() ? caller.groups().contains(holder.name()) : caller.name().equals(holder.name()));
  }

  /** From now on these vouch for people; whoever did goes on doing so where none are named. */
  public void vouch(List<Issuer> issuers) {
    if (!issuers.isEmpty() && !book.now().issuers().equals(issuers)) {
      var unused = submit(Caller.withServersToken("the options of slipway server"), new AccessChange.IssuersSet(issuers), "");
    }
  }

  private AccessView.Changed submit(Caller caller, AccessChange change, String done) {
    Decision decision = engine.submit(TargetId.ACCESS, new Command.Administer(caller.name(), change));
    Optional<Decision.Refusal> refusal = decision.refusal();
    if (refusal.isPresent() && !refusal.get().harmless()) {
      throw new Refused(Refused.Kind.CONFLICT, refusal.get().code(), refusal.get().message(), "");
    }
    return new AccessView.Changed(
        refusal.isPresent(), refusal.map(Decision.Refusal::code), refusal.map(Decision.Refusal::message).orElse(done));
  }
}
