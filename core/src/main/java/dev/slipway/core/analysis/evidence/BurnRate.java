package dev.slipway.core.analysis.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast the error budget is spent, over several windows: the multiwindow, multi-burn-rate alert of the SRE workbook ("Alerting on SLOs",
 * chapter 5).
 *
 * @param minutes the last five minutes, in slices of one, oldest first
 * @param fives what was before that, to half an hour back, in slices of five minutes
 * @param halfHours what was before that, to six hours back
 */
public record BurnRate(List<Slice> minutes, List<Slice> fives, List<Slice> halfHours) {
  public static final BurnRate START = new BurnRate(List.of(), List.of(), List.of());

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final int MOST_MINUTES = 6;
  private static final int MOST_FIVES = 6;
  private static final int MOST_HALF_HOURS = 12;
  private static final int LEAST_BAD = 10;

  public BurnRate {
    minutes = List.copyOf(minutes);
    fives = List.copyOf(fives);
    halfHours = List.copyOf(halfHours);
  }

  /** What happened in a stretch of watched time. */
  public record Slice(Duration length, Pair pair) {
    Slice plus(Slice other) {
      return new Slice(length.plus(other.length), pair.plus(other.pair));
    }
  }

  /** Both windows must burn at the rate: the long one shows that it matters, the short one that it still goes on. */
  private record Alert(double rate, Duration shortWindow, Duration longWindow) {}

  private static final List<Alert> ALERTS =
      List.of(new Alert(14.4, FIVE, Duration.ofHours(1)), new Alert(6, HALF_HOUR, Duration.ofHours(6)));

  /** What the windows show. */
  public enum State {
    /** Within the budget. */
    CALM,
    /** The candidate burns and stable does not. */
    CANDIDATE,
    /** Both burn: something they share. */
    BOTH
  }

  /** With a batch more. */
  public BurnRate plus(Duration covered, Pair pair) {
    List<Slice> fine = new ArrayList<>(minutes);
    add(fine, new Slice(covered, pair), MINUTE);
    if (fine.size() <= MOST_MINUTES) {
      return new BurnRate(fine, fives, halfHours);
    }
    List<Slice> middle = new ArrayList<>(fives);
    List<Slice> coarse = new ArrayList<>(halfHours);
    add(middle, fine.removeFirst(), FIVE);
    if (middle.size() > MOST_FIVES) {
      add(coarse, middle.removeFirst(), HALF_HOUR);
    }
    if (coarse.size() > MOST_HALF_HOURS) {
      coarse.removeFirst();
    }
    return new BurnRate(fine, middle, coarse);
  }

  private static void add(List<Slice> slices, Slice more, Duration full) {
    if (slices.isEmpty() || slices.getLast().length().compareTo(full) >= 0) {
      slices.add(more);
    } else {
      slices.add(slices.removeLast().plus(more));
    }
  }

  /**
   * What the windows show. A short window that is not yet covered says nothing.
   *
   * @param budget share of requests that may fail, as 0.001
   */
  public State state(double budget) {
    if (badLately() < LEAST_BAD) {
      return State.CALM;
    }
    for (Alert alert : ALERTS) {
      Slice near = LastSlices.of(this, alert.shortWindow());
      double limit = alert.rate() * budget;
      boolean covered = near.length().compareTo(alert.shortWindow()) >= 0 && near.pair().candidateEvents() >= LEAST_BAD;
      if (covered && candidate(near) >= limit && candidate(LastSlices.of(this, alert.longWindow())) >= limit) {
        return stable(near) >= limit ? State.BOTH : State.CANDIDATE;
      }
    }
    return State.CALM;
  }

  /** The candidate's bad events in all that a short window may reach back to. */
  private double badLately() {
    double bad = 0;
    for (Slice slice : minutes) {
      bad += slice.pair().candidateEvents();
    }
    for (Slice slice : fives) {
      bad += slice.pair().candidateEvents();
    }
    return bad;
  }

  private static double candidate(Slice slice) {
    return slice.pair().candidateTotal() == 0 ? 0 : slice.pair().candidateEvents() / slice.pair().candidateTotal();
  }

  private static double stable(Slice slice) {
    return slice.pair().stableTotal() == 0 ? 0 : slice.pair().stableEvents() / slice.pair().stableTotal();
  }
}
