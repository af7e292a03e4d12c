package dev.slipway.bench.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.evidence.Pair;
import dev.slipway.core.analysis.evidence.RateRule;
import dev.slipway.core.analysis.evidence.RateTest;
import org.junit.jupiter.api.Test;

class ErrorEvidenceTest {

  @Test
  void what_is_measured_is_the_product_s_own_test() {
    for (double burst : new double[] {1, 9}) {
      Draw draw = new Draw(11);
      ErrorEvidence fast = new ErrorEvidence(RateRule.DEFAULT, burst, 1e-300);
      RateTest product = RateTest.START;
      int compared = 0;
      for (int i = 0; i < 5_000; i++) {
        long n = draw.successes(1_000, 0.05);
        long bad = draw.successes(n, 0.002);
        long stableBad = draw.successes(1_000 - n, 0.001);
        fast.add(bad, n, stableBad, 1_000 - n);
        product = product.beside(RateRule.DEFAULT, new Pair(bad, n, stableBad, 1_000 - n), burst);
        if (bad > 0) {
          assertEquals(product.lnFailing(), fast.lnEvidence(), 1e-6);
          compared++;
        }
      }
      assertTrue(compared > 100);
    }
  }
}
