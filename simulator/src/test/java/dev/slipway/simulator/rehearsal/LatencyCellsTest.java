package dev.slipway.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.traffic.LatencyHistogram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parts of a latency's shape. */
class LatencyCellsTest {
  @Test
  void cells_hold_what_a_whole_histogram_holds_folded_at_their_bounds() {
    LatencyShape shape = Stage.STABLE.latency();
    List<Integer> bounds = List.of(200, 180, 260, 205, 180);
    LatencyCells cells = new LatencyCells(shape, bounds);
    int requests = 400_000;
    LatencyHistogram whole = shape.draw(requests, new Draws(1)).folded(bounds);
    for (int part : new int[] {20, requests}) {
      long[] counts = new long[5];
      Draws draws = new Draws(2);
      for (int i = 0; i < requests / part; i++) {
        cells.draw(part, counts, draws);
      }
      assertAlike(whole, cells.histogram(counts));
    }
    long[] counts = new long[5];
    Arrivals arrivals = new Arrivals(1_000, cells.shares());
    Draws draws = new Draws(3);
    for (int i = 0; i < requests / 100; i++) {
      arrivals.draw(100 * 100_000_000L, counts, draws);
    }
    assertAlike(whole, cells.histogram(counts));
  }

  private static void assertAlike(LatencyHistogram expected, LatencyHistogram found) {
    assertEquals(new ArrayList<>(expected.asMap().keySet()), new ArrayList<>(found.asMap().keySet()));
    expected.asMap().forEach((bucket, n) -> assertEquals(n, found.asMap().get(bucket), 7 * Math.sqrt(2.0 * n)));
  }
}
