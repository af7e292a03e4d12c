package dev.slipway.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who shows too many wrong credentials waits, and nobody else does. */
class AttemptsTest {
  private static final String HERE = "192.0.2.1";
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final Attempts attempts = new Attempts(3, () -> now);

  private void wrong(String address, int times) {
    for (int i = 0; i < times; i++) {
      assertEquals(i == 2, attempts.wrong(address, "wrong " + i));
    }
  }

  @Test
  void after_too_many_wrong_ones_others_from_there_wait_for_a_minute_and_not_longer() {
    wrong(HERE, 3);
    assertEquals(Optional.of(Duration.ofMinutes(1)), attempts.heldUp(HERE, "right"));
    assertTrue(attempts.heldUp("192.0.2.2", "right").isEmpty());
    now = now.plusSeconds(59);
    assertEquals(Optional.of(Duration.ofSeconds(1)), attempts.heldUp(HERE, "right"));
    now = now.plusSeconds(1);
    assertTrue(attempts.heldUp(HERE, "right").isEmpty());
    wrong(HERE, 2);
    now = now.plusSeconds(60);
    wrong(HERE, 2);
    assertTrue(attempts.heldUp(HERE, "right").isEmpty(), "two in a minute, and two in another");
  }

  @Test
  void what_was_let_in_from_there_goes_on_until_it_is_wrong_itself() {
    attempts.right(HERE, "ann's");
    wrong(HERE, 3);
    assertTrue(attempts.heldUp(HERE, "ann's").isEmpty());
    assertTrue(attempts.heldUp(HERE, "bob's").isPresent());
    attempts.right("192.0.2.2", "bob's");
    assertTrue(attempts.heldUp(HERE, "bob's").isPresent(), "let in from elsewhere");
    assertFalse(attempts.wrong(HERE, "ann's"));
    assertTrue(attempts.heldUp(HERE, "ann's").isPresent(), "it was revoked meanwhile");
  }

  @Test
  void one_who_has_a_whole_network_of_ipv6_is_one() {
    for (int i = 0; i < 3; i++) {
      attempts.wrong("2001:db8:0:1::" + i, "wrong");
    }
    assertTrue(attempts.heldUp("2001:db8:0:1:ffff::1", "right").isPresent());
    assertTrue(attempts.heldUp("2001:db8:0:2::1", "right").isEmpty());
  }

  @Test
  void no_more_than_so_many_are_remembered() {
    attempts.right("192.0.2.2", "ann's");
    wrong(HERE, 3);
    wrong("192.0.2.2", 3);
    for (int i = 0; i < 10_000; i++) {
      attempts.wrong("10.1." + i / 250 + "." + i % 250, "wrong");
      attempts.right("10.1." + i / 250 + "." + i % 250, "right");
    }
    assertTrue(attempts.heldUp(HERE, "right").isEmpty(), "the one not seen for longest is forgotten");
  }
}
