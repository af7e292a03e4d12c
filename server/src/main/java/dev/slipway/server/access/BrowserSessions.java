package dev.slipway.server.access;

import dev.slipway.core.access.AccessChange;
import dev.slipway.core.access.AccessState;
import dev.slipway.core.access.Issuer;
import dev.slipway.core.access.Role;
import dev.slipway.core.access.Scope;
import dev.slipway.core.access.Session;
import dev.slipway.core.access.Sessions;
import dev.slipway.core.release.Digest;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.Engine;
import dev.slipway.server.oidc.Proven;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.view.AccessView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Who is signed in in a browser. It stands in the journal like everything else that says who may do what: it outlives the server, and
 * other servers on the same store know it.
 */
public final class BrowserSessions {
  /** A working day: what the provider says of somebody is asked for anew after it. */
  public static final Duration LIFE = Duration.ofHours(8);

  private static final Digest NONE = new Digest("0".repeat(64));

  private final Engine engine;
  private final AccessBook book;
  private final InstantSource clock;

  public BrowserSessions(Engine engine, AccessBook book, InstantSource clock) {
    this.engine = engine;
    this.book = book;
    this.clock = clock;
  }

  /** Who vouches for people. */
  public List<Issuer> issuers() {
    return book.now().issuers();
  }

  /**
   * Somebody has signed in.
   *
   * @return what the browser is to keep
   * @throws Refused for one who may nothing: nobody has to keep track of strangers
   */
  public String begin(Proven proven, String issuer) {
    if (book.now().grants(proven.name(), proven.groups()).isEmpty()) {
      throw new Refused(Refused.Kind.FORBIDDEN, "SLW-5174", "you are " + proven.name()
          + ", and nobody gave you a role here. Nothing changed; traffic stays as it is",
          "An admin can give you one: slipway access grant '" + proven.name() + "' 'viewer@*/*'");
    }
    String text = SessionText.random();
    Instant now = clock.instant();
    Session session = new Session(
        SessionText.id(text).orElseThrow(), proven.name(), proven.groups(), issuer, TokenText.digest(text), now, now.plus(LIFE));
    submit(proven.name(), new AccessChange.SessionBegun(session));
    return text;
  }

  /** Whose it is, if it counts. */
  public Optional<Session> find(String text) {
    return find(book.now(), text);
  }

  Optional<Session> find(AccessState state, String text) {
    Optional<Session> session = SessionText.id(text).flatMap(state::session);
    // Compared where there is none as well, so that the time tells nothing.
    boolean same = TokenText.matches(text, session.map(Session::digest).orElse(NONE));
    return session.filter(s -> same && s.livesAt(clock.instant()));
  }

  /** Somebody signs out. */
  public void end(Session session) {
    submit(session.name(), new AccessChange.SessionEnded(session.id()));
  }

  /** Somebody is signed out of every browser, by themselves or by an admin of everything. */
  public AccessView.Changed endAll(Caller caller, String name) {
    boolean own = caller.proven() && caller.name().equals(name) && caller.credential().scope() == Scope.ALL;
    if (!own && !caller.mayEverywhere(Role.ADMIN)) {
      throw Forbidden.refused(caller.name() + " can sign itself out alone, with a credential that is for everything, and not " + name,
          "Ask an admin of */*");
    }
    Instant now = clock.instant();
    List<Session> all = book.now().sessions().map(Sessions::all).orElse(List.of()).stream().filter(s -> s.name().equals(name)).toList();
    all.forEach(s -> submit(caller.name(), new AccessChange.SessionEnded(s.id())));
    long living = all.stream().filter(s -> s.livesAt(now)).count();
    return living == 0 ? new AccessView.Changed(true, Optional.of("SLW-2096"), name + " was signed in in no browser. Nothing to do")
        : new AccessView.Changed(false, Optional.empty(), name + " is signed in in no browser any more; there were " + living);
  }

  private void submit(String by, AccessChange change) {
    Decision decision = engine.submit(TargetId.ACCESS, new Command.Administer(by, change));
    decision.refusal().filter(r -> !r.harmless()).ifPresent(r -> {
      throw new Refused(Refused.Kind.CONFLICT, r.code(), r.message(), "");
    });
  }
}
