package dev.slipway.core.guard;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Several freeze windows as one calendar. A pure function of them and a moment of the wall clock. */
public final class Freezes {
  /** Windows that follow one another without a gap are gone through this often; after that there is no free time. */
  private static final int MOST_WINDOWS_IN_A_ROW = 1_000;

  private Freezes() {}

  /**
   * A moment lies in a freeze.
   *
   * @param window the one that holds longest of those that it lies in
   * @param until when that ends
   * @param free the next moment that lies in none, absent where there will be none
   */
  public record Frozen(FreezeWindow window, Instant until, Optional<Instant> free) {

    /** In words, to follow "it is frozen". */
    public String words() {
      return "by the freeze " + window + " until " + until + free.map(f -> f.equals(until) ? "" : "; the next free time is " + f)
          .orElse("; there is no free time after it");
    }
  }

  /** A window and one time that it is in force. */
  public record Coming(FreezeWindow window, FreezeWindow.Interval interval) {}

  /** Whether a moment lies in a freeze. */
  public static Optional<Frozen> at(List<FreezeWindow> windows, Instant at) {
    return longest(windows, at).map(c -> new Frozen(c.window(), c.interval().until(), free(windows, c.interval().until())));
  }

  /** What is in force at a moment or will be next, each window once, the earliest first. */
  public static List<Coming> coming(List<FreezeWindow> windows, Instant at) {
    return windows.stream().flatMap(w -> w.at(at).or(() -> w.next(at)).map(i -> new Coming(w, i)).stream())
        .sorted(Comparator.comparing(c -> c.interval().from())).toList();
  }

  private static Optional<Coming> longest(List<FreezeWindow> windows, Instant at) {
    return windows.stream().flatMap(w -> w.at(at).map(i -> new Coming(w, i)).stream())
        .max(Comparator.comparing(c -> c.interval().until()));
  }

  private static Optional<Instant> free(List<FreezeWindow> windows, Instant from) {
    Instant at = from;
    for (int i = 0; i < MOST_WINDOWS_IN_A_ROW; i++) {
      Optional<Coming> next = longest(windows, at);
      if (next.isEmpty()) {
        return Optional.of(at);
      }
      at = next.get().interval().until();
    }
    return Optional.empty();
  }
}
