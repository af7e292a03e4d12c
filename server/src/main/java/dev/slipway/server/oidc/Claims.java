package dev.slipway.server.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.slipway.core.access.Holder;
import dev.slipway.core.access.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a token says, once it is known who signed it. */
final class Claims {
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final int MOST_GROUPS = 500;
  private static final String BRANCH = "refs/heads/";
  private static final String TAG = "refs/tags/";

  private final JWTClaimsSet claims;
  private final Issuer issuer;

  Claims(JWTClaimsSet claims, Issuer issuer) {
    this.claims = claims;
    this.issuer = issuer;
  }

  Proven proven(Instant now) throws BadTokenException {
    if (!issuer.url().equals(claims.getIssuer())) {
      throw new BadTokenException("it is of another issuer");
    }
    if (claims.getAudience().stream().noneMatch(this::forUs)) {
      throw new BadTokenException("it is for " + claims.getAudience() + ", and not for " + issuer.clientId());
    }
    if (text("azp").filter(azp -> claims.getAudience().size() > 1 && !forUs(azp)).isPresent()) {
      throw new BadTokenException("it was given to " + text("azp").orElse(""));
    }
    if (claims.getClaim("events") != null) {
      throw new BadTokenException("it tells of the end of a sign-in, and is none");
    }
    Instant end = time(claims.getExpirationTime()).orElseThrow(() -> new BadTokenException("it never ends"));
    if (!now.isBefore(end.plus(SKEW))) {
      throw new BadTokenException("it expired at " + end + "; it is " + now + " here");
    }
    Optional<Instant> begin = Stream.of(time(claims.getNotBeforeTime()), time(claims.getIssueTime()))
        .flatMap(Optional::stream).max(Instant::compareTo);
    if (begin.filter(b -> b.isAfter(now.plus(SKEW))).isPresent()) {
      throw new BadTokenException("it is of " + begin.get() + "; it is " + now + " here. Do the clocks differ?");
    }
    return new Proven(name(), groups(), end, branch());
  }

  private boolean forUs(String audience) {
    return audience.equals(issuer.clientId()) || issuer.audiences().contains(audience);
  }

  private static Optional<Instant> time(@Nullable Date date) {
    return Optional.ofNullable(date).map(Date::toInstant);
  }

  private Optional<String> text(String claim) {
    return claims.getClaim(claim) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private String name() throws BadTokenException {
    String name = text(issuer.nameClaim()).map(n -> issuer.prefix() + n)
        .orElseThrow(() -> new BadTokenException("it has no claim " + issuer.nameClaim() + ", which is to say who it is"));
    if (issuer.nameClaim().equals("email") && !Boolean.TRUE.equals(claims.getClaim("email_verified"))) {
      throw new BadTokenException("its issuer did not verify " + name);
    }
    if (!fits(name) || name.equals("slipway")) {
      throw new BadTokenException(
          "its claim " + issuer.nameClaim() + " is no name: one line of at most " + Holder.MOST_CHARACTERS + " characters");
    }
    return name;
  }

  private static boolean fits(String name) {
    try {
      return new Holder(false, name).name().equals(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Set<String> groups() throws BadTokenException {
    Object claim = issuer.groupsClaim().isEmpty() ? null : claims.getClaim(issuer.groupsClaim());
    List<?> all = claim == null ? List.of() : claim instanceof List<?> list ? list : List.of(claim);
    if (all.size() > MOST_GROUPS) {
      throw new BadTokenException("it names " + all.size() + " groups, and no more than " + MOST_GROUPS + " are read");
    }
    return all.stream().filter(String.class::isInstance).map(g -> issuer.prefix() + g).filter(Claims::fits).collect(Collectors.toSet());
  }

  /** As GitHub and GitLab say it; a tag as rules for branches spell it. */
  private Optional<String> branch() {
    return text("ref").flatMap(ref -> switch (text("ref_type").orElse("")) {
      case "branch" -> Optional.of(without(BRANCH, ref));
      case "tag" -> Optional.of("tag:" + without(TAG, ref));
      default -> Optional.empty();
    });
  }

  private static String without(String start, String ref) {
    return ref.startsWith(start) ? ref.substring(start.length()) : ref;
  }
}
