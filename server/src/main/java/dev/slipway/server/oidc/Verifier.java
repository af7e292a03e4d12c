package dev.slipway.server.oidc;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.core.access.Issuer;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says who a token of a provider proves somebody to be. */
public final class Verifier {
  private static final int MOST_CHARACTERS = 12_000;

  private final Fetch fetch;
  private final InstantSource clock;
  private final Map<String, Keys> keys = new ConcurrentHashMap<>();

  public Verifier(Fetch fetch, InstantSource clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  /**
   * Who it is.
   *
   * @param issuers that are believed
   * @throws BadTokenException when it proves nobody
   * @throws ProviderAwayException when whoever signed it cannot be asked for the keys
   */
  public Proven proven(String text, List<Issuer> issuers) throws BadTokenException {
    SignedJWT token = parsed(text);
    JWTClaimsSet said = claims(token);
    Issuer issuer = issuers.stream().filter(i -> i.url().equals(said.getIssuer())).findFirst()
        .orElseThrow(() -> new BadTokenException("its issuer is none that this server believes"));
    String type = Optional.ofNullable(token.getHeader().getType()).map(Object::toString).orElse("JWT");
    if (!Signature.allowed(token.getHeader()) || !List.of("jwt", "at+jwt").contains(type.toLowerCase(java.util.Locale.ROOT))) {
      throw new BadTokenException("it is a " + type + " signed by " + token.getHeader().getAlgorithm() + ", which is not believed");
    }
    Keys of = keys.computeIfAbsent(issuer.url(), url -> new Keys(url, fetch, clock));
    List<JWK> candidates = of.named(Optional.ofNullable(token.getHeader().getKeyID()));
    if (candidates.stream().noneMatch(key -> Signature.by(key, token))) {
      throw new BadTokenException("no key of " + issuer.url() + " signed it");
    }
    return new Claims(said, issuer).proven(clock.instant());
  }

  /**
   * Who signed in in a browser: the token must be of that sign-in, and for the client alone.
   *
   * @param nonce of the sign-in
   * @throws BadTokenException when it proves nobody
   * @throws ProviderAwayException when whoever signed it cannot be asked for the keys
   */
  public Proven proven(String text, Issuer issuer, String nonce) throws BadTokenException {
    Issuer alone = new Issuer(issuer.url(), issuer.clientId(), Set.of(), issuer.nameClaim(), issuer.groupsClaim(), issuer.prefix());
    Proven proven = proven(text, List.of(alone));
    JWTClaimsSet said = claims(parsed(text));
    if (!nonce.equals(said.getClaim("nonce"))) {
      throw new BadTokenException("it is of another sign-in");
    }
    Object party = said.getClaim("azp");
    if (party != null && !party.equals(issuer.clientId()) || party == null && said.getAudience().size() > 1) {
      throw new BadTokenException("it was given to " + party + ", and not to " + issuer.clientId());
    }
    return proven;
  }

  private static SignedJWT parsed(String text) throws BadTokenException {
    if (text.length() > MOST_CHARACTERS) {
      throw new BadTokenException("it is longer than " + MOST_CHARACTERS + " characters");
    }
    String[] parts = text.split("\\.", -1);
    for (String part : parts) {
      if (!canonical(part)) {
        throw new BadTokenException("it is not written as signed tokens are");
      }
    }
    try {
      return SignedJWT.parse(text);
    } catch (ParseException e) {
      throw new BadTokenException("it is no signed token");
    }
  }

  /** Whether there is no other way to write the same bytes: what was changed without a change of its meaning is refused as well. */
  private static boolean canonical(String part) {
    try {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Base64.getUrlDecoder().decode(part)).equals(part);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static JWTClaimsSet claims(SignedJWT token) throws BadTokenException {
    try {
      return token.getJWTClaimsSet();
    } catch (ParseException e) {
      throw new BadTokenException("its claims cannot be read");
    }
  }
}
