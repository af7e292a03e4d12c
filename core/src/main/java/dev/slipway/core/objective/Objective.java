package dev.slipway.core.objective;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * A share of requests that are to be good over a stretch of time.
 *
 * @param underMillis a good request is answered within this time; absent where it is good when it did not fail
 * @param percent how many of a hundred are to be good, above 0 and below 100, as written
 * @param over the stretch of time, which moves on
 */
public record Objective(Optional<Long> underMillis, BigDecimal percent, Duration over) {
  public Objective {
    if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) >= 0 || over.isNegative() || over.isZero()) {
      throw new IllegalArgumentException("no objective: " + percent + "% over " + over);
    }
  }

  /** What is counted for it: {@code availability}, or {@code latency 300ms}. */
  public String indicator() {
    return underMillis.map(m -> "latency " + m + "ms").orElse("availability");
  }

  /** The share that may be bad, as 0.001 for 99.9 %. */
  public double allowed() {
    return BigDecimal.valueOf(100).subtract(percent).movePointLeft(2).doubleValue();
  }
}
