package dev.slipway.bench.judge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How many requests each seed took until something happened, or never. */
public final class Times {
  /** It did not happen. */
  public static final long NEVER = Long.MAX_VALUE;

  private final long[] values;
  private int count;

  public Times(int most) {
    values = new long[most];
  }

  public void add(long value) {
    values[count++] = value;
  }

  /** The one that this share of all do not exceed; absent where that is never, which JSON writes as null. */
  public @Nullable Long quantile(double share) {
    long[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    long value = sorted[Math.max(0, (int) Math.ceil(share * count) - 1)];
    return value == NEVER ? null : value;
  }

  /** In how many it happened. */
  public long happened() {
    return Arrays.stream(values, 0, count).filter(v -> v != NEVER).count();
  }
}
