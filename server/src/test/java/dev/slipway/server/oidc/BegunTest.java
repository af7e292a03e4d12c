package dev.slipway.server.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What goes to a provider and comes back is worth something in the browser that began it, and nowhere else. */
class BegunTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private final String secret = Begun.secret();
  private final Begun begun = Begun.now("https://id.example.com", "/a?b=c", NOW);

  @Test
  void it_comes_back_as_it_was_and_counts_for_ten_minutes() {
    assertEquals(Optional.of(begun), Begun.of(begun.state(secret), secret, NOW));
    assertTrue(Begun.of(begun.state(secret), secret, NOW.plusSeconds(599)).isPresent());
    assertTrue(Begun.of(begun.state(secret), secret, NOW.plusSeconds(600)).isEmpty());
    assertNotEquals(begun.state(secret), Begun.now(begun.issuer(), begun.path(), NOW).state(secret));
    assertTrue(Begun.of(begun.state(secret), Begun.secret(), NOW).isEmpty());
    assertTrue(Begun.of(begun.state(secret), "", NOW).isEmpty());
  }

  @Test
  void of_thousands_that_are_nearly_right_none_counts() {
    String right = begun.state(secret);
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      byte[] text = right.getBytes(StandardCharsets.US_ASCII);
      text[random.nextInt(text.length)] ^= (byte) (1 << random.nextInt(7));
      String mutated = new String(text, StandardCharsets.US_ASCII);
      assertTrue(Begun.of(mutated, secret, NOW).isEmpty(), mutated);
      assertTrue(Begun.of(right.substring(0, random.nextInt(right.length())), secret, NOW).isEmpty());
    }
  }

  @Test
  void what_the_provider_sees_tells_nothing_of_the_secret_and_of_the_verifier() {
    String seen = begun.state(secret) + begun.nonce(secret) + begun.challenge(secret);
    assertFalse(seen.contains(secret) || seen.contains(begun.verifier(secret)));
    assertEquals(43, begun.verifier(secret).length(), "RFC 7636: 43 to 128 characters");
    assertEquals(43, begun.challenge(secret).length());
  }
}
