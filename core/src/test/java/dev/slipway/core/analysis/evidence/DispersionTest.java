package dev.slipway.core.analysis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DispersionTest {
  /** Degrees of freedom and the 5 % quantile of χ² from published tables. */
  private static final List<double[]> TABLE =
      List.of(new double[] {29, 17.708}, new double[] {39, 25.695}, new double[] {49, 33.930}, new double[] {99, 77.046},
          new double[] {999, 926.631});

  @Test
  void the_bound_is_pearsons_statistic_by_the_five_percent_quantile_of_chi_squared() {
    for (double[] row : TABLE) {
      int windows = (int) row[0] + 1;
      double share = 0.1;
      double events = windows * 100 * share;
      double squares = events * share + 2_000 * share * (1 - share);
      double bound = new Dispersion(windows, events, windows * 100.0, squares).upperBound();
      assertEquals(2_000 / row[1], bound, 0.002 * bound, () -> "at " + row[0] + " degrees of freedom");
    }
  }

  private static Dispersion windows(long seed, int count, int burst) {
    Draws draws = new Draws(seed);
    Dispersion d = Dispersion.NONE;
    for (int i = 0; i < count; i++) {
      d = d.plus(burst * draws.binomial(2_000 / burst, 0.01), 2_000);
    }
    return d;
  }

  @Test
  void it_covers_the_size_of_bursts_in_nineteen_of_twenty_cases() {
    int covered = 0;
    for (int seed = 0; seed < 400; seed++) {
      covered += windows(seed, 60, 5).upperBound() >= 5 * 0.97 ? 1 : 0;
    }
    assertTrue(covered >= 368, covered + " of 400");
  }

  @Test
  void independent_errors_count_for_nearly_one_each() {
    assertEquals(1.2, windows(1, 360, 1).upperBound(), 0.2);
  }

  @Test
  void too_little_says_one() {
    assertEquals(1, windows(1, Dispersion.LEAST_WINDOWS - 1, 9).upperBound());
    assertEquals(1, new Dispersion(60, 0, 60_000, 0).upperBound());
    assertEquals(1, new Dispersion(60, 60_000, 60_000, 60_000).upperBound());
    assertEquals(Dispersion.NONE, Dispersion.NONE.plus(3, 0));
  }

  @Test
  void parts_add_up() {
    Dispersion one = windows(1, 20, 3);
    Dispersion other = windows(2, 25, 3);
    Dispersion both = one.plus(other);
    assertEquals(45, both.windows());
    assertEquals(one.squares() + other.squares(), both.squares(), 1e-12);
  }
}
