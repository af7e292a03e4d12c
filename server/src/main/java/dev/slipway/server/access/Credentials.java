package dev.slipway.server.access;

import dev.slipway.core.access.AccessState;
import dev.slipway.core.access.ApiToken;
import dev.slipway.core.access.Maker;
import dev.slipway.core.access.Scope;
import dev.slipway.core.access.Session;
import dev.slipway.core.release.Digest;
import dev.slipway.server.oidc.BadTokenException;
import dev.slipway.server.oidc.Proven;
import dev.slipway.server.oidc.ProviderAwayException;
import dev.slipway.server.oidc.Verifier;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.state.Token;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Says who somebody is who shows a credential. */
public final class Credentials {
  private static final Digest NONE = new Digest("0".repeat(64));
  /** What signed tokens begin with: a JSON object in base64. */
  private static final String SIGNED = "ey";

  /** The code of one that counted once. */
  static final String ENDED = "SLW-5161";

  private final Token own;
  private final AccessBook book;
  private final LastUsed used;
  private final Verifier verifier;
  private final BrowserSessions sessions;
  private final InstantSource clock;

  public Credentials(
      Token own, AccessBook book, LastUsed used, Verifier verifier, BrowserSessions sessions, InstantSource clock) {
    this.own = own;
    this.book = book;
    this.used = used;
    this.verifier = verifier;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Who shows it.
   *
   * @throws Refused when it opens nothing
   */
  public Caller caller(String shown) {
    if (own.is(shown)) {
      return Caller.withServersToken(Caller.NAMELESS);
    }
    if (shown.startsWith(SIGNED)) {
      return signedIn(shown);
    }
    return TokenText.id(shown).map(id -> withToken(id, shown)).orElseThrow(() -> stranger("the token is not this server's"));
  }

  /** Whether it is the server's own token, which is for emergencies and waits for nobody's failures: 256 random bits are never guessed. */
  public boolean own(String shown) {
    return own.is(shown);
  }

  /**
   * Whose browser it is.
   *
   * @param kept what the browser kept of its sign-in
   * @throws Refused when it opens nothing
   */
  public Caller inBrowser(String kept) {
    AccessState state = book.now();
    Session session = sessions.find(state, kept).orElseThrow(() -> new Refused(
        Refused.Kind.STRANGER, "SLW-5167", "the sign-in of this browser has ended. Nothing changed", "Sign in again: /sign-in"));
    Maker.SignedIn person = new Maker.SignedIn(session.name(), session.groups());
    return signedIn(state, person, Optional.of(session.expiresAt()), Optional.empty());
  }

  private Caller withToken(String id, String shown) {
    AccessState state = book.now();
    Optional<ApiToken> token = state.token(id);
    // Compared where there is none as well, so that the time tells nothing.
    if (!TokenText.matches(shown, token.map(ApiToken::digest).orElse(NONE)) || token.isEmpty()) {
      throw stranger("the token is not this server's");
    }
    Caller caller = caller(state, token.get(), Making.MOST_MAKERS);
    used.now(id, clock.instant());
    return caller;
  }

  private Caller caller(AccessState state, ApiToken token, int most) {
    Instant now = clock.instant();
    if (!token.livesAt(now)) {
      throw ended("token " + token.id() + " of " + token.name()
          + token.revokedAt().map(at -> " was revoked at " + at).orElse(" expired at " + token.expiresAt()));
    }
    Optional<Caller> within = switch (token.maker()) {
      case Maker.Server s -> Optional.empty();
      case Maker.WithToken m -> Optional.of(state.token(m.id()).filter(t -> most > 0).map(t -> caller(state, t, most - 1))
          .orElseThrow(() -> ended("token " + m.id() + ", with which " + token.id() + " was made, has ended")));
      case Maker.SignedIn p -> Optional.of(signedIn(state, p, Optional.empty(), Optional.empty()));
    };
    Credential credential = new Credential(
        Credential.Kind.TOKEN, Optional.of(token.id()), Optional.of(token.expiresAt()), token.scope(), Optional.empty(),
        new Maker.WithToken(token.id()));
    return new Caller(token.name(), true, token.groups(), token.grants(), credential, within);
  }

  private Caller signedIn(String shown) {
    AccessState state = book.now();
    try {
      Proven proven = verifier.proven(shown, state.issuers());
      Maker.SignedIn person = new Maker.SignedIn(proven.name(), proven.groups());
      return signedIn(state, person, Optional.of(proven.until()), proven.branch());
    } catch (BadTokenException e) {
      throw new Refused(
          Refused.Kind.STRANGER, "SLW-5165", "the token proves nobody to this server: " + e.getMessage() + ". Nothing changed",
          "Sign in again: slipway login. Whom the server believes is in: slipway access list");
    } catch (ProviderAwayException e) {
      throw new Refused(Refused.Kind.AWAY, "SLW-5166", "whoever vouches for people cannot be asked for its keys: " + e.getMessage()
          + ". Nothing changed; traffic stays as it is", "Try again, or use a token of slipway token create");
    }
  }

  private static Caller signedIn(AccessState state, Maker.SignedIn person, Optional<Instant> until, Optional<String> branch) {
    Credential credential = new Credential(Credential.Kind.SIGNED_IN, Optional.empty(), until, Scope.ALL, branch, person);
    return new Caller(person.name(), true, person.groups(), state.grants(person.name(), person.groups()), credential, Optional.empty());
  }

  /** What somebody is told who shows nothing. */
  public static Refused nothing() {
    return stranger("the request shows no token");
  }

  private static Refused stranger(String said) {
    return new Refused(
        Refused.Kind.STRANGER, "SLW-5102", said + ". Nothing changed",
        "Send one as Authorization: Bearer … - from slipway token create, or the content of the file token in the server's state folder");
  }

  private static Refused ended(String said) {
    return new Refused(Refused.Kind.STRANGER, ENDED, said + ". Nothing changed",
        "Ask who made it for another, or make one: slipway token create");
  }
}
