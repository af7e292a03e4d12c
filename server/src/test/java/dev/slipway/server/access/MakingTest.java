package dev.slipway.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.access.AccessState;
import dev.slipway.core.access.Grant;
import dev.slipway.core.access.Maker;
import dev.slipway.core.access.Role;
import dev.slipway.core.access.Scope;
import dev.slipway.server.problem.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A person makes a token of their own; a CI run would shed its branch by it. */
class MakingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Grant STAGING = new Grant(Role.DEPLOYER, "shop", "staging");

  private static Instant made(Optional<String> branch) {
    Maker.SignedIn maker = new Maker.SignedIn("ann", Set.of());
    Credential shown = new Credential(Credential.Kind.SIGNED_IN, Optional.empty(), Optional.of(NOW.plusSeconds(300)), Scope.ALL, branch,
        maker);
    Caller caller = new Caller("ann", true, Set.of(), List.of(STAGING), shown, Optional.empty());
    TokenRequest.Read asked = new TokenRequest.Read("ann", Set.of(), List.of(STAGING), Duration.ofDays(1), Scope.ALL);
    return new Making(caller, AccessState.NONE).allow(asked, NOW);
  }

  @Test
  void who_signed_in_makes_a_token_of_their_own() {
    assertEquals(NOW.plus(Duration.ofDays(1)), made(Optional.empty()));
  }

  @Test
  void a_ci_run_makes_none_whatever_it_works_on() {
    for (String branch : List.of("main", "tag:v1")) {
      Refused refused = assertThrows(Refused.class, () -> made(Optional.of(branch)));
      assertTrue(String.valueOf(refused.getMessage()).contains("ann is a CI run"), refused.getMessage());
    }
  }
}
