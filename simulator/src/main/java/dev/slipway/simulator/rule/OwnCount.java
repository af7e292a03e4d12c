package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.evidence.Pair;
import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.Reading.Counters;
import java.util.Optional;

/**
 * One measurement of the user's own, counted a second time from the journaled readings: what came back older or again counts for nothing,
 * what fell is left out on both sides, and what does not move though the other's does is noticed.
 */
final class OwnCount {
  private static final int LOOKS = 3;
  private static final double OWED = 22;

  private Optional<Counters> candidate = Optional.empty();
  private Optional<Counters> stable = Optional.empty();
  private Pair total = Pair.NONE;
  private Idle candidates = Idle.NONE;
  private Idle stables = Idle.NONE;

  /** How much ought to have come since it moved, in how many looks. */
  private record Idle(double owed, int looks) {
    static final Idle NONE = new Idle(0, 0);

    Idle look(double own, double others, double ratio) {
      return own > 0 ? NONE : others > 0 ? new Idle(owed + others * ratio, looks + 1) : this;
    }

    boolean frozen() {
      return owed >= OWED && looks >= LOOKS;
    }
  }

  /** What stood still has moved, or another share is to be expected. */
  void moved() {
    candidates = Idle.NONE;
    stables = Idle.NONE;
  }

  /** A look while the candidate's share of traffic is at least that, and stable's too. */
  void look(MetricSeen seen, double share, double stableShare) {
    Optional<Counters> c = usable(seen.candidate());
    Optional<Counters> s = seen.stable().flatMap(OwnCount::usable);
    if (c.isEmpty() || seen.stable().isPresent() != s.isPresent()) {
      return;
    }
    if (candidate.isEmpty() || stable.isPresent() != s.isPresent()) {
      took(c, s);
      return;
    }
    Counters c0 = candidate.get();
    boolean newer = c.get().at().isAfter(c0.at()) && s.map(x -> x.at().isAfter(stable.orElseThrow().at())).orElse(true);
    if (!newer) {
      return;
    }
    if (fell(c0, c.get()) || s.map(x -> fell(stable.orElseThrow(), x)).orElse(false)) {
      took(c, s);
      moved();
      return;
    }
    Pair more = new Pair(
        c.get().events() - c0.events(), c.get().total() - c0.total(), s.map(x -> x.events() - stable.orElseThrow().events()).orElse(0.0),
        s.map(x -> x.total() - stable.orElseThrow().total()).orElse(0.0));
    if (more.candidateEvents() > more.candidateTotal() || more.stableEvents() > more.stableTotal()) {
      return;
    }
    took(c, s);
    total = total.plus(more);
    candidates = candidates.look(more.candidateTotal(), more.stableTotal(), share == 1 ? 0 : share / (1 - share));
    stables = stables.look(more.stableTotal(), more.candidateTotal(), stableShare == 1 ? 0 : stableShare / (1 - stableShare));
  }

  private void took(Optional<Counters> c, Optional<Counters> s) {
    candidate = c;
    stable = s;
  }

  private static boolean fell(Counters from, Counters to) {
    return to.events() < from.events() || to.total() < from.total() || to.lives() != from.lives();
  }

  private static Optional<Counters> usable(Reading reading) {
    return reading instanceof Counters c && c.events() >= 0 && c.total() >= c.events() && Double.isFinite(c.total()) ? Optional.of(c)
        : Optional.empty();
  }

  Pair total() {
    return total;
  }

  /** Whether one side's surely stands still while the other's grows. */
  boolean frozen() {
    return candidates.frozen() || stables.frozen();
  }
}
