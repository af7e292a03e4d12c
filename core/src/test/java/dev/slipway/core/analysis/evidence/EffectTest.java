package dev.slipway.core.analysis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EffectTest {

  /**
   * The mixture's likelihood ratio by Simpson's rule over θ = sin²φ, where Jeffreys' prior is flat: an independent way to the same number.
   */
  private static double ratioAgainst(double y, double m, double theta) {
    int n = 20_000;
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      double sine = Math.sin(Math.PI / 2 * i / n);
      double t = sine * sine;
      double f = (y == 0 ? 1 : Math.pow(t / theta, y)) * (m == y ? 1 : Math.pow((1 - t) / (1 - theta), m - y));
      sum += (i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2) * f;
    }
    return sum / (3.0 * n);
  }

  private static double theta(double ratio, Pair pair) {
    return ratio * pair.candidateTotal() / (ratio * pair.candidateTotal() + pair.stableTotal());
  }

  @Test
  void at_its_bounds_the_mixture_speaks_against_the_ratio_with_exactly_one_in_alpha() {
    for (Pair pair : new Pair[] {new Pair(7, 500, 12, 9_500), new Pair(40, 1_000, 40, 1_000), new Pair(1, 200, 30, 3_800)}) {
      Effect effect = Effect.of(pair, 0.05).orElseThrow();
      double m = pair.candidateEvents() + pair.stableEvents();
      assertEquals(20, ratioAgainst(pair.candidateEvents(), m, theta(effect.low(), pair)), 0.02);
      assertEquals(20, ratioAgainst(pair.candidateEvents(), m, theta(effect.high(), pair)), 0.02);
      assertTrue(effect.low() < effect.ratio() && effect.ratio() < effect.high());
    }
  }

  @Test
  void the_bounds_hold_at_every_look_at_once() {
    int missed = 0;
    for (int run = 0; run < 600; run++) {
      missed += leaves(new Draws(run), 3) ? 1 : 0;
    }
    assertTrue(missed <= 42, missed + " of 600; thirty are allowed, 42 would be chance once in a hundred times");
  }

  private static boolean leaves(Draws draws, double truth) {
    Pair sum = Pair.NONE;
    for (int i = 0; i < 150; i++) {
      sum = sum.plus(new Pair(draws.binomial(100, 0.01 * truth), 100, draws.binomial(300, 0.01), 300));
      Optional<Effect> effect = Effect.of(sum, 0.05);
      if (effect.isPresent() && (effect.get().low() > truth || effect.get().high() < truth)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void without_events_or_without_one_side_there_is_no_effect() {
    assertEquals(Optional.empty(), Effect.of(new Pair(0, 100, 0, 100), 0.05));
    assertEquals(Optional.empty(), Effect.of(new Pair(5, 100, 0, 0), 0.05));
    assertEquals(Optional.empty(), Effect.of(new Pair(0, 0, 5, 100), 0.05));
  }

  @Test
  void events_on_one_side_only_bound_it_on_one_side() {
    Effect all = Effect.of(new Pair(30, 1_000, 0, 1_000), 0.05).orElseThrow();
    assertTrue(all.low() > 3 && all.high() == Double.POSITIVE_INFINITY);
    Effect none = Effect.of(new Pair(0, 1_000, 30, 1_000), 0.05).orElseThrow();
    assertTrue(none.low() == 0 && none.high() < 0.5);
  }

  @Test
  void a_thousand_million_counts_stay_exact() {
    Effect effect = Effect.of(new Pair(2e6, 1e9, 1e6, 1e9), 0.01).orElseThrow();
    assertEquals(2, effect.ratio(), 1e-9);
    assertTrue(effect.low() > 1.98 && effect.high() < 2.02, effect::toString);
  }
}
