package dev.slipway.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.traffic.LatencyHistogram;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class DrawsTest {
  private static final int MANY = 200_000;

  private static void holds(LongSupplier draw, double mean, double variance) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < MANY; i++) {
      double k = draw.getAsLong();
      sum += k;
      squares += (k - mean) * (k - mean);
    }
    assertEquals(mean, sum / MANY, 5 * Math.sqrt(variance / MANY));
    assertEquals(variance, squares / MANY, 0.03 * variance);
  }

  @Test
  void counts_have_the_mean_and_variance_they_should_on_both_sides_of_every_method() {
    Draws draws = new Draws(42);
    for (double mean : new double[] {0.3, 9.9, 10.1, 60, 5_000}) {
      holds(() -> draws.poisson(mean), mean, mean);
    }
    for (double p : new double[] {0.001, 0.02, 0.3, 0.9}) {
      holds(() -> draws.binomial(700, p), 700 * p, 700 * p * (1 - p));
    }
    holds(() -> draws.binomial(1_000_000_000L, 0.4), 4e8, 2.4e8);
  }

  @Test
  void counts_from_tables_have_the_mean_and_variance_they_should() {
    Draws draws = new Draws(43);
    for (double mean : new double[] {0.2, 12, 300, 1_999}) {
      PoissonTable table = new PoissonTable(mean);
      holds(() -> table.draw(draws.bits() >>> 32), mean, mean);
    }
  }

  @Test
  void bursts_and_normal_numbers_have_their_moments() {
    Draws draws = new Draws(44);
    holds(() -> draws.geometric(5), 5, 20);
    holds(() -> Math.round(1_000 * draws.normal()), 0, 1e6);
  }

  @Test
  void rare_counts_are_as_frequent_as_they_should_be() {
    Draws draws = new Draws(7);
    int none = 0;
    for (int i = 0; i < MANY; i++) {
      none += draws.binomial(20_000, 0.0006) < 4 ? 1 : 0;
    }
    // P(at most 3 of 20,000 at 0.06 %) is 0.00229 for a mean of 12.
    assertEquals(0.00229, (double) none / MANY, 0.0004);
  }

  @Test
  void latencies_have_the_quantiles_of_their_shape_whether_few_or_many() {
    LatencyShape shape = new LatencyShape(30, 0.8);
    Draws draws = new Draws(3);
    LatencyHistogram few = LatencyHistogram.empty();
    for (int i = 0; i < 500; i++) {
      few = few.plus(shape.draw(401, draws));
    }
    LatencyHistogram many = shape.draw(3_000_000, draws);
    assertEquals(500 * 401, few.total());
    assertEquals(3_000_000, many.total());
    for (double p : new double[] {0.25, 0.5, 0.95, 0.99}) {
      assertEquals(shape.quantileMillis(p), few.quantileNanos(p).orElseThrow() / 1e6, 0.04 * shape.quantileMillis(p));
      assertEquals(shape.quantileMillis(p), many.quantileNanos(p).orElseThrow() / 1e6, 0.025 * shape.quantileMillis(p));
    }
    assertEquals(30 * Math.exp(0.8 * 1.6448536269514722), shape.quantileMillis(0.95), 1e-6);
  }

  @Test
  void a_histogram_made_of_quantiles_has_them() {
    LatencyHistogram made = QuantileLatency.of(10_000, 20, 90, 400);
    assertEquals(10_000, made.total());
    assertEquals(90, made.quantileNanos(0.95).orElseThrow() / 1e6, 2);
    assertEquals(400, made.quantileNanos(0.99).orElseThrow() / 1e6, 9);
  }

  @Test
  void the_interval_of_a_share_is_wilsons() {
    Proportion none = new Proportion(0, 300);
    assertEquals(0, none.low());
    assertEquals(0.01264, none.high(), 1e-4);
    assertTrue(new Proportion(150, 300).low() < 0.5 && new Proportion(150, 300).high() > 0.5);
  }
}
