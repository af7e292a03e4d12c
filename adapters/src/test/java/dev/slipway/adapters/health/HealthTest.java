package dev.slipway.adapters.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.health.Health.Phase;
import org.junit.jupiter.api.Test;

final class HealthTest {
  private Health health = Health.before(false);
  private long nowMillis;

  private void answers(String word) {
    for (char c : word.toCharArray()) {
      nowMillis += 1_000;
      health = health.answered(c == '+', c == '+' ? "good" : "bad", nowMillis);
    }
  }

  @Test
  void one_good_answer_makes_a_starting_instance_ready_and_bad_ones_leave_it_starting() {
    answers("-----");
    assertEquals(Phase.STARTING, health.phase());
    answers("+");
    assertEquals(Phase.READY, health.phase());
  }

  @Test
  void one_bad_answer_is_forgiven_and_two_in_a_row_are_not() {
    answers("+-+-+");
    assertEquals(Phase.READY, health.phase());
    answers("--");
    assertEquals(Phase.UNREADY, health.phase());
    assertEquals("bad", health.detail());
    answers("+");
    assertEquals(Phase.READY, health.phase());
  }

  @Test
  void three_changes_within_five_minutes_keep_it_out_until_it_was_good_for_a_minute() {
    answers("+--+--");
    assertEquals(Phase.FLAPPING, health.phase());
    assertTrue(health.detail().contains("changed 3 times"), health.detail());
    answers("+".repeat(50) + "-" + "+".repeat(59));
    assertEquals(Phase.FLAPPING, health.phase());
    answers("+");
    assertEquals(Phase.READY, health.phase());
  }

  @Test
  void changes_further_apart_than_five_minutes_are_no_flapping() {
    answers("+--+");
    nowMillis += Health.FLAP_WINDOW_MILLIS;
    answers("--");
    assertEquals(Phase.UNREADY, health.phase());
  }

  @Test
  void three_bad_live_answers_in_a_row_ask_for_a_restart_and_a_good_one_wipes_them_out() {
    answers("+");
    health = health.lived(false, "x").lived(false, "x").lived(true, "y").lived(false, "x").lived(false, "x");
    assertFalse(health.mustRestart());
    assertTrue(health.lived(false, "x").mustRestart());
  }

  @Test
  void one_that_was_ready_before_the_server_came_is_settled_by_one_good_or_two_bad_answers() {
    health = Health.before(true);
    assertEquals(Phase.READY, health.phase());
    assertFalse(health.settled());
    answers("-");
    assertFalse(health.settled());
    answers("-");
    assertTrue(health.settled());
    assertEquals(Phase.UNREADY, health.phase());
  }
}
