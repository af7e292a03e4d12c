package dev.slipway.server.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What providers say about themselves, asked for anew every quarter of an hour. Anybody may begin to sign in, so that one who is away is
 * not asked again at once either.
 */
public final class Providers {
  private static final Duration FRESH = Duration.ofMinutes(15);
  private static final Duration AWAY = Duration.ofSeconds(5);

  private final Fetch fetch;
  private final InstantSource clock;
  private final Map<String, Said> said = new ConcurrentHashMap<>();

  private sealed interface Said {
    Instant until();

    record Itself(JsonNode document, Instant until) implements Said {}

    record Nothing(ProviderAwayException why, Instant until) implements Said {}
  }

  public Providers(Fetch fetch, InstantSource clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  /**
   * The document of an issuer that this server believes.
   *
   * @throws ProviderAwayException when there is none
   */
  JsonNode of(String issuer) {
    Instant now = clock.instant();
    Said known = said.compute(issuer, (url, before) -> before != null && now.isBefore(before.until()) ? before : ask(url, now));
    return switch (known) {
      case Said.Itself itself -> itself.document();
      case Said.Nothing nothing -> throw new ProviderAwayException(String.valueOf(nothing.why().getMessage()), nothing.why());
    };
  }

  private Said ask(String issuer, Instant now) {
    try {
      return new Said.Itself(Discovery.of(issuer, fetch), now.plus(FRESH));
    } catch (ProviderAwayException e) {
      return new Said.Nothing(e, now.plus(AWAY));
    }
  }
}
