package dev.slipway.core.analysis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel promises, by counting every outcome with its chance. */
class KernelPromiseTest {
  private record Batch(double y, double m, double theta) {}

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.0594, 0.3, 0.545, 0.9})
  void the_mean_evidence_is_one_at_the_null_and_less_on_its_side_of_it(double theta) {
    for (int m = 1; m <= 12; m++) {
      assertEquals(1, mean(Kernel.FAIL, m, theta, theta), 1e-9);
      assertTrue(mean(Kernel.FAIL, m, theta * 0.8, theta) <= 1);
      assertEquals(1, mean(Kernel.PASS, m, theta, theta), 1e-9);
      assertTrue(mean(Kernel.PASS, m, theta + (1 - theta) * 0.2, theta) <= 1);
    }
  }

  @Test
  void the_mean_stays_one_when_the_share_changes_from_batch_to_batch() {
    double[] thetas = {0.06, 0.286, 0.545};
    double mean = 0;
    int m = 4;
    for (int a = 0; a <= m; a++) {
      for (int b = 0; b <= m; b++) {
        for (int c = 0; c <= m; c++) {
          double chance = binomial(m, a, thetas[0]) * binomial(m, b, thetas[1]) * binomial(m, c, thetas[2]);
          List<Batch> batches = List.of(new Batch(a, m, thetas[0]), new Batch(b, m, thetas[1]), new Batch(c, m, thetas[2]));
          mean += chance * Math.exp(Kernel.FAIL.lnEvidence(wealth(Kernel.FAIL, batches), 0));
        }
      }
    }
    assertEquals(1, mean, 1e-9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.01})
  void the_exact_chance_of_ever_reaching_the_limit_under_the_null_is_within_alpha(double alpha) {
    double fail = chanceOfReaching(Kernel.FAIL, 0.0594, alpha, 1_000);
    assertTrue(fail <= alpha, "FAIL: " + fail);
    assertTrue(fail > alpha / 20, "a bound that is never near would be of no use: " + fail);
    double pass = chanceOfReaching(Kernel.PASS, 0.1, alpha, 1_000);
    assertTrue(pass <= alpha, "PASS: " + pass);
  }

  private static double[] wealth(Kernel kernel, List<Batch> batches) {
    double[] wealth = new double[kernel.size()];
    batches.forEach(b -> kernel.add(wealth, 0, b.y(), b.m(), b.theta()));
    return wealth;
  }

  private static double mean(Kernel kernel, int m, double share, double theta) {
    double mean = 0;
    for (int y = 0; y <= m; y++) {
      mean += binomial(m, y, share) * Math.exp(kernel.lnEvidence(wealth(kernel, List.of(new Batch(y, m, theta))), 0));
    }
    return mean;
  }

  private static double binomial(int m, int y, double p) {
    double ways = 1;
    for (int i = 0; i < y; i++) {
      ways = ways * (m - i) / (i + 1);
    }
    return ways * Math.pow(p, y) * Math.pow(1 - p, m - y);
  }

  /** The evidence after n events depends only on how many were the candidate's, so all paths can be followed at once. */
  private static double chanceOfReaching(Kernel kernel, double theta, double alpha, int events) {
    double[] chance = {1};
    double reached = 0;
    for (int n = 1; n <= events; n++) {
      double[] next = new double[n + 1];
      for (int y = 0; y < chance.length; y++) {
        next[y] += chance[y] * (1 - theta);
        next[y + 1] += chance[y] * theta;
      }
      for (int y = 0; y <= n; y++) {
        if (next[y] > 0 && kernel.lnEvidence(wealth(kernel, List.of(new Batch(y, n, theta))), 0) >= -Math.log(alpha)) {
          reached += next[y];
          next[y] = 0;
        }
      }
      chance = next;
    }
    return reached;
  }
}
