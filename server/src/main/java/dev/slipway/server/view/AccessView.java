package dev.slipway.server.view;

import dev.slipway.core.access.ApiToken;
import dev.slipway.core.access.Grant;
import dev.slipway.core.access.Holding;
import dev.slipway.core.access.Issuer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who may do what, as far as the one who asks may know. */
public record AccessView(List<Held> roles, List<Vouching> issuers) {

  /** A role that somebody has. {@code holder} is a name, or {@code group:} and one. */
  public record Held(String holder, String role) {
    public static Held of(Holding holding) {
      return new Held(holding.holder().toString(), holding.grant().toString());
    }
  }

  /** Who vouches for people. */
  public record Vouching(String url, String clientId, String nameClaim, String groupsClaim, String prefix) {
    public static Vouching of(Issuer issuer) {
      return new Vouching(issuer.url(), issuer.clientId(), issuer.nameClaim(), issuer.groupsClaim(), issuer.prefix());
    }
  }

  /** Where people sign in. */
  public record SigningIn(List<Provider> issuers) {}

  /** One of those who vouch for people, as somebody needs it who signs in. */
  public record Provider(String url, String clientId) {}

  /** Tokens, oldest first. */
  public record Tokens(List<Listed> tokens) {}

  /** One token; its secret is known to its owner alone. {@code state} is live, expired or revoked. */
  public record Listed(
      String id, String name, List<String> groups, List<String> roles, String scope, String state, String madeBy, Instant madeAt,
      Instant expiresAt, Optional<Instant> revokedAt, Optional<Instant> lastUsedAt) {

    public static Listed of(ApiToken token, Instant now, Optional<Instant> used) {
      String state = token.revokedAt().isPresent() ? "revoked" : token.livesAt(now) ? "live" : "expired";
      return new Listed(
          token.id(), token.name(), token.groups().stream().sorted().toList(), words(token.grants()), token.scope().word(), state,
          token.madeBy(), token.madeAt(), token.expiresAt(), token.revokedAt(), used);
    }
  }

  /** A token was made. {@code token} is shown this once. */
  public record Made(String token, Listed listed, String message) {}

  /** A change was made, or was not needed. */
  public record Changed(boolean alreadySo, Optional<String> code, String message) {}

  /** Who asks. */
  public record Self(
      String name, boolean proven, List<String> groups, List<String> roles, String scope, String credential, Optional<String> tokenId,
      Optional<Instant> expiresAt, Optional<String> branch) {}

  /** Roles as people write them. */
  public static List<String> words(List<Grant> grants) {
    return grants.stream().map(Grant::toString).toList();
  }
}
