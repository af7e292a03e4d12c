package dev.slipway.bench.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FalseAlarmsTest {

  @Test
  void the_upper_bound_is_clopper_and_pearsons() {
    assertEquals(1 - Math.pow(0.05, 1 / 299.0), new FalseAlarms(299, 0, 0, 0, 0, 0).upper95(), 1e-12);
    assertEquals(0.009627115812045468, new FalseAlarms(10_000, 0, 80, 0, 0, 0).upper95(), 1e-9);
    assertEquals(1, new FalseAlarms(10, 0, 10, 0, 0, 0).upper95());
  }

  @Test
  void ours_holds_its_promise_where_the_peers_blame_a_good_candidate() {
    Scenario worst = Scenario.all().stream().filter(s -> s.name().equals("worst null")).findFirst().orElseThrow();
    FalseAlarms found = FalseAlarms.of(worst, 40, 20, 1, 100, 0.05, 0.01);
    assertTrue(found.ours() <= 2);
    assertEquals(40, found.sprt());
    assertTrue(found.kayenta() > 5);
  }
}
