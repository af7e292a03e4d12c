package dev.slipway.core.analysis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class KnownTest {

  @Test
  void the_bound_is_seldom_below_the_truth() {
    int below = 0;
    for (int run = 0; run < 4_000; run++) {
      below += Known.of(new Draws(run).binomial(3_000, 0.004), 3_000, 1).atMost() < 0.004 ? 1 : 0;
    }
    assertTrue(below <= 12, below + " of 4,000; four are meant, twelve would be chance once in a thousand times");
  }

  @Test
  void much_traffic_makes_bound_and_estimate_meet() {
    Known known = Known.of(1_000_000, 1_000_000_000, 1);
    assertEquals(known.rate(), known.atMost(), 1e-5);
  }

  @Test
  void bursts_make_it_wider() {
    assertTrue(Known.of(10, 100_000, 5).atMost() > Known.of(10, 100_000, 1).atMost());
  }

  @Test
  void a_stable_that_is_seen_to_be_bad_is_believed() {
    assertEquals(0.3, Known.of(300, 1_000, 1).atMost(), 1e-9);
  }
}
