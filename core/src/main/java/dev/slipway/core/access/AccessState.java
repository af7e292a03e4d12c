package dev.slipway.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what: the fold of every change there was.
 *
 * @param tokens those that count, and those that ended lately, oldest first
 * @param holdings roles that were given to people and groups
 * @param issuers who vouches for people
 * @param sessions who is signed in in a browser; absent until somebody was
 */
public record AccessState(List<ApiToken> tokens, List<Holding> holdings, List<Issuer> issuers, Optional<Sessions> sessions) {
  /** Nobody was given anything. */
  public static final AccessState NONE = new AccessState(List.of(), List.of(), List.of(), Optional.empty());

  /** More tokens, or holdings, are not kept at once. */
  public static final int MOST = 10_000;

  /** So long an ended token is still listed. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  public AccessState {
    tokens = List.copyOf(tokens);
    holdings = List.copyOf(holdings);
    issuers = List.copyOf(issuers);
  }

  /** What it is after a change. */
  public AccessState after(AccessChange change) {
    return switch (change) {
      case AccessChange.TokenMade made -> new AccessState(with(made.token()), holdings, issuers, sessions);
      case AccessChange.TokenRevoked r ->
          new AccessState(tokens.stream().map(t -> t.id().equals(r.id()) ? t.revoked(r.at()) : t).toList(), holdings, issuers, sessions);
      case AccessChange.RoleGranted g -> new AccessState(tokens, added(g.holding()), issuers, sessions);
      case AccessChange.RoleWithdrawn w ->
          new AccessState(tokens, holdings.stream().filter(h -> !h.equals(w.holding())).toList(), issuers, sessions);
      case AccessChange.IssuersSet s -> new AccessState(tokens, holdings, s.issuers(), sessions);
      case AccessChange.SessionBegun b -> signedIn(sessions.orElse(Sessions.NONE).with(b.session()));
      case AccessChange.SessionEnded e -> signedIn(sessions.orElse(Sessions.NONE).without(e.id()));
    };
  }

  private AccessState signedIn(Sessions next) {
    return new AccessState(tokens, holdings, issuers, Optional.of(next));
  }

  private List<ApiToken> with(ApiToken token) {
    Instant since = token.madeAt().minus(REMEMBERED);
    List<ApiToken> next = new ArrayList<>(tokens);
    next.removeIf(t -> !t.livesAt(since));
    next.add(token);
    return next;
  }

  private List<Holding> added(Holding holding) {
    List<Holding> next = new ArrayList<>(holdings);
    next.add(holding);
    return next;
  }

  /** A token by its id, whether it counts or not. */
  public Optional<ApiToken> token(String id) {
    return tokens.stream().filter(t -> t.id().equals(id)).findFirst();
  }

  /** Somebody who signed in in a browser, as long as who vouched for it is believed. */
  public Optional<Session> session(String id) {
    return sessions.flatMap(all -> all.session(id)).filter(s -> issuers.stream().anyMatch(i -> i.url().equals(s.issuer())));
  }

  /** What somebody was given, by name or as one of some groups. */
  public List<Grant> grants(String name, Set<String> groups) {
    return holdings.stream()
        .filter(h -> h.holder().group() ? groups.contains(h.holder().name()) : h.holder().name().equals(name))
        .map(Holding::grant).distinct().toList();
  }
}
