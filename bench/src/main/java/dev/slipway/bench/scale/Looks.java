package dev.slipway.bench.scale;

import dev.slipway.core.rollout.TargetId;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each target was looked at, and by how much the longest wait between two looks was overstepped. */
final class Looks {
  /** A target that bakes is looked at again after this long at most: {@link dev.slipway.engine.loop.Pace}. */
  private static final long PACE_NANOS = 500_000_000;

  private static final int MOST_LAGS = 1 << 22;

  private final Map<TargetId, long[]> last = new ConcurrentHashMap<>();
  private final int[] lagsMicros = new int[MOST_LAGS];
  private int lags;
  private boolean counting;

  void looked(TargetId target) {
    long now = System.nanoTime();
    long[] at = last.computeIfAbsent(target, t -> new long[1]);
    long before = at[0];
    at[0] = now;
    synchronized (this) {
      if (counting && before != 0 && lags < MOST_LAGS) {
        lagsMicros[lags++] = (int) Math.max(0, Math.min(Integer.MAX_VALUE, (now - before - PACE_NANOS) / 1_000));
      }
    }
  }

  synchronized void count(boolean on) {
    counting = on;
  }

  synchronized int count() {
    return lags;
  }

  /** Milliseconds that so large a share of looks did not come later than. */
  synchronized double lagMillis(double share) {
    int[] sorted = Arrays.copyOf(lagsMicros, lags);
    Arrays.sort(sorted);
    return lags == 0 ? 0 : sorted[(int) Math.ceil(share * lags) - 1] / 1_000.0;
  }
}
