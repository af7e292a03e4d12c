package dev.slipway.core.objective;

import dev.slipway.core.metric.SourceSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A share of requests, or of whatever a metric counts, that are to be good over a stretch of time.
 *
 * @param underMillis a good request is answered within this time; absent where it is good when it did not fail
 * @param percent how many of a hundred are to be good, above 0 and below 100, as written
 * @param over the stretch of time, which moves on
 * @param measured the metric of the user's own that counts, absent where the router does
 */
public record Objective(Optional<Long> underMillis, BigDecimal percent, Duration over, Optional<Measured> measured) {
  public Objective {
    if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) >= 0 || over.isNegative() || over.isZero()) {
      throw new IllegalArgumentException("no objective: " + percent + "% over " + over);
    }
  }

  /** One that the router counts for. */
  public Objective(Optional<Long> underMillis, BigDecimal percent, Duration over) {
    this(underMillis, percent, over, Optional.empty());
  }

  /** What is counted for it: {@code availability}, {@code latency 300ms}, or {@code metric checkout-errors}. */
  public String indicator() {
    return measured.map(m -> "metric " + m.metric().name()).orElseGet(this::counted);
  }

  /** The same with its metric asked for elsewhere. */
  Objective readingFrom(List<SourceSpec> sources) {
    return new Objective(underMillis, percent, over, measured.map(m -> sources.stream()
        .filter(s -> s.name().equals(m.source().name())).findFirst().map(s -> new Measured(m.metric(), s)).orElse(m)));
  }

  private String counted() {
    return underMillis.map(m -> "latency " + m + "ms").orElse("availability");
  }

  /** The share that may be bad, as 0.001 for 99.9 %. */
  public double allowed() {
    return BigDecimal.valueOf(100).subtract(percent).movePointLeft(2).doubleValue();
  }
}
