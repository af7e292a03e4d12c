package dev.slipway.core.analysis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KernelTest {
  private record Batch(double y, double m, double theta) {}

  @Test
  void batches_add_up_to_the_same_in_any_order() {
    List<Batch> batches = batches(500);
    double inOrder = Kernel.FAIL.lnEvidence(wealth(Kernel.FAIL, batches), 0);
    List<Batch> shuffled = new ArrayList<>(batches);
    Collections.shuffle(shuffled, new Random(3));
    assertEquals(inOrder, Kernel.FAIL.lnEvidence(wealth(Kernel.FAIL, shuffled), 0), 1e-9 * Math.abs(inOrder));
  }

  @Test
  void a_batch_counts_as_much_as_its_requests_one_by_one() {
    for (Kernel kernel : List.of(Kernel.FAIL, Kernel.PASS)) {
      double whole = kernel.lnEvidence(wealth(kernel, List.of(new Batch(7, 40, 0.06))), 0);
      List<Batch> single = new ArrayList<>(Collections.nCopies(7, new Batch(1, 1, 0.06)));
      single.addAll(Collections.nCopies(33, new Batch(0, 1, 0.06)));
      assertEquals(whole, kernel.lnEvidence(wealth(kernel, single), 0), 1e-10);
    }
  }

  @Test
  void a_replay_agrees_in_every_bit_on_every_machine() {
    double[] wealth = wealth(Kernel.FAIL, List.of(new Batch(3, 17, 0.0594), new Batch(1, 4, 0.286), new Batch(0.25, 2.5, 0.545)));
    assertEquals(GOLDEN_BITS, Double.doubleToLongBits(Kernel.FAIL.lnEvidence(wealth, 0)));
  }

  @Test
  void a_thousand_million_events_give_numbers() {
    for (Kernel kernel : List.of(Kernel.FAIL, Kernel.PASS)) {
      for (double theta : new double[] {0, 1e-12, 0.001, 0.5, 1}) {
        for (double y : new double[] {0, 1, 1e9}) {
          double[] wealth = new double[kernel.size()];
          for (int i = 0; i < 1_000; i++) {
            kernel.add(wealth, 0, y, 1e9, theta);
          }
          assertTrue(Double.isFinite(kernel.lnEvidence(wealth, 0)), theta + " " + y);
        }
      }
    }
  }

  @Test
  void processes_in_one_array_leave_each_other_alone() {
    int size = Kernel.FAIL.size();
    double[] both = new double[2 * size];
    Kernel.FAIL.add(both, size, 3, 10, 0.1);
    assertEquals(0, Kernel.FAIL.lnEvidence(both, 0), 1e-12);
    assertEquals(Kernel.FAIL.lnEvidence(wealth(Kernel.FAIL, List.of(new Batch(3, 10, 0.1))), 0), Kernel.FAIL.lnEvidence(both, size));
  }

  private static final long GOLDEN_BITS = -4614754580580513862L;

  private static List<Batch> batches(int count) {
    SplittableRandom random = new SplittableRandom(7);
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int m = random.nextInt(1, 30);
      batches.add(new Batch(random.nextInt(m + 1), m, random.nextDouble()));
    }
    return batches;
  }

  private static double[] wealth(Kernel kernel, List<Batch> batches) {
    double[] wealth = new double[kernel.size()];
    batches.forEach(b -> kernel.add(wealth, 0, b.y(), b.m(), b.theta()));
    return wealth;
  }
}
