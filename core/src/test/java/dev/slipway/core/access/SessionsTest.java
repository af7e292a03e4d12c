package dev.slipway.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.release.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Issuer ISSUER = new Issuer("https://id.example.com", "slipway", Set.of(), "sub", "", "");

  private static Session session(String name, int number) {
    Instant at = NOW.plusSeconds(number);
    return new Session(name + number, name, Set.of(), ISSUER.url(), new Digest("0".repeat(64)), at, at.plusSeconds(100));
  }

  @Test
  void one_person_has_so_many_at_once_and_the_oldest_ends_first() {
    Sessions all = Sessions.NONE.with(session("bob", 0));
    for (int number = 1; number <= Sessions.MOST_EACH + 2; number++) {
      all = all.with(session("ann", number));
    }
    assertEquals(Sessions.MOST_EACH + 1, all.all().size());
    assertTrue(all.session("ann2").isEmpty() && all.session("ann3").isPresent() && all.session("bob0").isPresent());
    assertEquals(List.of("ann200"), all.with(session("ann", 200)).all().stream().map(Session::id).toList(), "what ended is forgotten");
  }

  @Test
  void whom_nobody_vouches_for_any_more_is_not_signed_in_any_more() {
    AccessState state = AccessState.NONE.after(new AccessChange.IssuersSet(List.of(ISSUER)))
        .after(new AccessChange.SessionBegun(session("ann", 0)));
    assertTrue(state.session("ann0").isPresent());
    assertTrue(state.after(new AccessChange.IssuersSet(List.of())).session("ann0").isEmpty());
    assertTrue(state.after(new AccessChange.SessionEnded("ann0")).session("ann0").isEmpty());
  }
}
