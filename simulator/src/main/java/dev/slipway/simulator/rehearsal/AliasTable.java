package dev.slipway.simulator.rehearsal;

import java.util.Arrays;

/** Draws one of several things by their weights in one look-up (Walker's alias method, ACM Trans. Math. Softw. 3, 1977), to 2⁻³². */
final class AliasTable {
  private static final long LOW = 0xffffffffL;

  private final long[] keep;
  private final int[] other;

  /** Of weights that sum to 1. */
  AliasTable(double[] weights) {
    int n = weights.length;
    this.keep = new long[n];
    this.other = new int[n];
    double[] scaled = new double[n];
    int[] stack = new int[n];
    int small = 0;
    int large = n;
    for (int i = 0; i < n; i++) {
      scaled[i] = weights[i] * n;
      if (scaled[i] < 1) {
        stack[small++] = i;
      } else {
        stack[--large] = i;
      }
    }
    Arrays.fill(keep, 1L << 32);
    while (small > 0 && large < n) {
      int poor = stack[--small];
      int rich = stack[large];
      keep[poor] = (long) (scaled[poor] * 0x1p32);
      other[poor] = rich;
      scaled[rich] -= 1 - scaled[poor];
      if (scaled[rich] < 1) {
        large++;
        stack[small++] = rich;
      }
    }
  }

  int size() {
    return keep.length;
  }

  /** The number of one of them, for 32 even bits; without a branch, which nobody could foresee. */
  int one(long bits) {
    long at = (bits & LOW) * keep.length;
    int here = (int) (at >>> 32);
    int kept = (int) (((at & LOW) - keep[here]) >> 63);
    return other[here] + (kept & (here - other[here]));
  }
}
