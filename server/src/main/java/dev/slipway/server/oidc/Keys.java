package dev.slipway.server.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that one provider signs with. They are asked for anew when they are old, or when a token names one that is not among them, and
 * then at most twice a minute. While the provider is away the known ones count on, for a day.
 */
final class Keys {
  private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
  private static final Duration FRESH = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
  private static final int MOST_KEYS = 100;

  private final String issuer;
  private final Fetch fetch;
  private final InstantSource clock;
  private List<JWK> known = List.of();
  private Instant readAt = Instant.EPOCH;
  private Instant lookedAt = Instant.EPOCH;
  private String fault = "it was not asked yet";

  Keys(String issuer, Fetch fetch, InstantSource clock) {
    this.issuer = issuer;
    this.fetch = fetch;
    this.clock = clock;
  }

  /**
   * Those that may have signed a token that names a key, or none.
   *
   * @throws ProviderAwayException when none are known and none to be had
   */
  synchronized List<JWK> named(Optional<String> id) {
    Instant now = clock.instant();
    if (now.isAfter(readAt.plus(FRESH)) || matching(id).isEmpty()) {
      look(now);
    }
    if (now.isAfter(readAt.plus(LONGEST))) {
      throw new ProviderAwayException(fault);
    }
    return matching(id);
  }

  private List<JWK> matching(Optional<String> id) {
    return known.stream().filter(k -> id.map(i -> i.equals(k.getKeyID())).orElse(known.size() == 1)).toList();
  }

  private void look(Instant now) {
    if (now.isBefore(lookedAt.plus(BETWEEN_LOOKS))) {
      return;
    }
    lookedAt = now;
    try {
      String url = Discovery.of(issuer, fetch).path("jwks_uri").asText();
      JsonNode document = fetch.get(url);
      List<JWK> keys = JWKSet.parse(document.toString()).getKeys();
      if (keys.isEmpty() || keys.size() > MOST_KEYS) {
        throw new ProviderAwayException(url + " names " + keys.size() + " keys");
      }
      known = List.copyOf(keys);
      readAt = now;
    } catch (ProviderAwayException | ParseException e) {
      fault = String.valueOf(e.getMessage());
      LOG.warn("the keys of {} cannot be read; those known since {} count on for a day from then: {}", issuer, readAt, fault);
    }
  }
}
