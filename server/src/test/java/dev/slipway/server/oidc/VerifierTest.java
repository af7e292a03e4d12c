package dev.slipway.server.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.slipway.core.access.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Issuer ISSUER = new Issuer(FakeProvider.URL, "slipway", Set.of("ci"), "sub", "groups", "");
  private final FakeProvider provider = new FakeProvider();
  private Instant now = START;
  private final Verifier verifier = new Verifier(provider, () -> now);
  private Optional<RSAKey> made = Optional.empty();

  @BeforeEach
  void a_provider_with_a_key() throws JOSEException {
    made = Optional.of(FakeProvider.rsa("one"));
    provider.keys.add(key());
  }

  private RSAKey key() {
    return made.orElseThrow();
  }

  private Proven proven(String token) throws BadTokenException {
    return verifier.proven(token, List.of(ISSUER));
  }

  private void refused(String says, JWTClaimsSet claims) throws JOSEException {
    String token = FakeProvider.signed(key(), claims);
    String said = assertThrows(BadTokenException.class, () -> proven(token)).getMessage();
    assertTrue(String.valueOf(said).contains(says), said);
  }

  @Test
  void a_token_that_is_in_order_proves_name_and_groups_until_its_end() throws Exception {
    Proven proven = proven(FakeProvider.signed(key(), FakeProvider.claims(START).build()));
    assertEquals(new Proven("ann", Set.of("release"), START.plusSeconds(300), Optional.empty()), proven);
    assertEquals("ann", proven(FakeProvider.signed(key(), FakeProvider.claims(START).audience("ci").build(), "at+jwt")).name());
  }

  @Test
  void what_is_of_or_for_somebody_else_or_no_sign_in_proves_nothing() throws Exception {
    refused("none that this server believes", FakeProvider.claims(START).issuer("https://evil.example.com").build());
    refused("not for slipway", FakeProvider.claims(START).audience("crm").build());
    refused("was given to crm", FakeProvider.claims(START).audience(List.of("slipway", "crm")).claim("azp", "crm").build());
    refused("no claim sub", FakeProvider.claims(START).subject(null).build());
    refused("is no name", FakeProvider.claims(START).subject("slipway").build());
    refused("is no name", FakeProvider.claims(START).subject("group:release").build());
    refused("is none", FakeProvider.claims(START).claim("events", List.of("logout")).build());
    String other = FakeProvider.signed(key(), FakeProvider.claims(START).build(), "logout+jwt");
    assertThrows(BadTokenException.class, () -> proven(other));
  }

  @Test
  void clocks_may_differ_by_a_minute_and_no_more() throws Exception {
    JWTClaimsSet claims = FakeProvider.claims(START).notBeforeTime(Date.from(START)).build();
    String token = FakeProvider.signed(key(), claims);
    now = START.plusSeconds(359);
    assertEquals("ann", proven(token).name());
    now = START.plusSeconds(360);
    refused("expired at", claims);
    now = START.minusSeconds(60);
    assertEquals("ann", proven(token).name());
    now = START.minusSeconds(61);
    refused("Do the clocks differ?", claims);
    refused("never ends", FakeProvider.claims(START).expirationTime(null).build());
  }

  @Test
  void a_new_key_is_found_and_a_provider_is_asked_no_more_than_twice_a_minute() throws Exception {
    JWTClaimsSet claims = FakeProvider.claims(START).expirationTime(Date.from(START.plus(Duration.ofDays(9)))).build();
    assertEquals("ann", proven(FakeProvider.signed(key(), claims)).name());
    ECKey next = FakeProvider.ec("two");
    provider.keys.set(0, next);
    String token = FakeProvider.signed(next, claims);
    assertThrows(BadTokenException.class, () -> proven(token));
    now = START.plusSeconds(31);
    assertEquals("ann", proven(token).name());
    for (int i = 0; i < 50; i++) {
      String unknown = FakeProvider.signed(FakeProvider.ec("unknown-" + i), claims);
      assertThrows(BadTokenException.class, () -> proven(unknown));
    }
    assertEquals(2, provider.asked);
  }

  @Test
  void known_keys_count_for_a_day_without_their_provider() throws Exception {
    JWTClaimsSet claims = FakeProvider.claims(START).expirationTime(Date.from(START.plus(Duration.ofDays(9)))).build();
    String token = FakeProvider.signed(key(), claims);
    assertEquals("ann", proven(token).name());
    provider.away = true;
    now = START.plus(Duration.ofHours(24));
    assertEquals("ann", proven(token).name());
    now = now.plusSeconds(31);
    assertThrows(ProviderAwayException.class, () -> proven(token));
    provider.away = false;
    now = now.plusSeconds(31);
    assertEquals("ann", proven(token).name());
  }

  @Test
  void an_address_counts_as_a_name_when_it_was_verified_and_a_ci_run_has_its_branch() throws Exception {
    Issuer mail = new Issuer(FakeProvider.URL, "slipway", Set.of(), "email", "repository_owner", "gh:");
    JWTClaimsSet claims = FakeProvider.claims(START).claim("email", "ann@example.com").claim("email_verified", true)
        .claim("repository_owner", "acme").claim("ref", "refs/heads/main").claim("ref_type", "branch").build();
    Proven proven = verifier.proven(FakeProvider.signed(key(), claims), List.of(mail));
    assertEquals(new Proven("gh:ann@example.com", Set.of("gh:acme"), START.plusSeconds(300), Optional.of("main")), proven);
    String unverified = FakeProvider.signed(key(), new JWTClaimsSet.Builder(claims).claim("email_verified", "true").build());
    assertThrows(BadTokenException.class, () -> verifier.proven(unverified, List.of(mail)));
    JWTClaimsSet tag = new JWTClaimsSet.Builder(claims).claim("ref", "refs/tags/v1").claim("ref_type", "tag").build();
    assertEquals(Optional.of("tag:v1"), verifier.proven(FakeProvider.signed(key(), tag), List.of(mail)).branch());
  }
}
