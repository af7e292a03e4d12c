package dev.slipway.core.analysis.evidence;

import dev.slipway.core.analysis.evidence.BurnRate.Slice;
import java.time.Duration;
import java.util.List;

/** The last slices of a {@link BurnRate} being summed, the latest first, until they fill a window. */
final class LastSlices {
  private final long wantedNanos;
  private long nanos;
  private double candidateEvents;
  private double candidateTotal;
  private double stableEvents;
  private double stableTotal;

  private LastSlices(long wantedNanos) {
    this.wantedNanos = wantedNanos;
  }

  /** Those that fill the window, or all there are. */
  static Slice of(BurnRate rate, Duration window) {
    LastSlices last = new LastSlices(window.toNanos());
    last.backThrough(rate.minutes());
    last.backThrough(rate.fives());
    last.backThrough(rate.halfHours());
    return last.sum();
  }

  private void backThrough(List<Slice> slices) {
    for (int i = slices.size() - 1; i >= 0 && nanos < wantedNanos; i--) {
      Pair pair = slices.get(i).pair();
      nanos += slices.get(i).length().toNanos();
      candidateEvents += pair.candidateEvents();
      candidateTotal += pair.candidateTotal();
      stableEvents += pair.stableEvents();
      stableTotal += pair.stableTotal();
    }
  }

  private Slice sum() {
    return new Slice(Duration.ofNanos(nanos), new Pair(candidateEvents, candidateTotal, stableEvents, stableTotal));
  }
}
