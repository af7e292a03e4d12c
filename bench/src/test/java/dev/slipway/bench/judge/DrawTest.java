package dev.slipway.bench.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DrawTest {
  private static final int DRAWS = 200_000;

  @Test
  void successes_have_the_binomial_mean_and_variance() {
    check(1_000, 0.05);
    check(50, 0.001);
    check(7, 0.9);
    check(60_000, 0.05);
  }

  @Test
  void certain_and_impossible_events_are_so() {
    Draw draw = new Draw(1);
    assertEquals(0, draw.successes(100, 0));
    assertEquals(100, draw.successes(100, 1));
    assertEquals(0, draw.successes(0, 0.5));
  }

  @Test
  void bursts_have_the_mean_and_the_dispersion_of_a_geometric_distribution() {
    Draw draw = new Draw(5);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      long size = draw.burst(5);
      sum += size;
      squares += (double) size * size;
    }
    assertEquals(5, sum / DRAWS, 0.05);
    assertEquals(9, squares / sum, 0.15);
  }

  private static void check(long n, double p) {
    Draw draw = new Draw(3);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double off = draw.successes(n, p) - n * p;
      sum += off;
      squares += off * off;
    }
    double variance = n * p * (1 - p);
    assertEquals(0, sum / DRAWS, 5 * Math.sqrt(variance / DRAWS));
    assertEquals(1, squares / DRAWS / variance, 0.05);
  }
}
