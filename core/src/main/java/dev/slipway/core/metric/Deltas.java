package dev.slipway.core.metric;

import dev.slipway.core.metric.Delta.Cursor;
import dev.slipway.core.metric.Delta.Growth;
import dev.slipway.core.metric.Reading.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Turns cumulative counters of stable and candidate into what happened between two looks.
 *
 * <p>Stable and candidate are compared over the same time or not at all, so whatever is wrong with one side leaves both out.
 */
public final class Deltas {
  /** How far apart the event times of the two sides may be: two scrapes a minute apart still fit. */
  public static final Duration MOST_SKEW = Duration.ofMinutes(2);

  private Deltas() {}

  /**
   * What happened since the cursor.
   *
   * @param cursor of the last {@link Delta.Begun}, {@link Delta.Grown} or {@link Delta.Reset}; take none when what was measured changed,
   *     as after a shift of traffic
   * @param stable absent on a first deploy
   */
  public static Delta since(Optional<Cursor> cursor, Optional<Reading> stable, Reading candidate) {
    Optional<Delta> ofCandidate = unusable("candidate", candidate);
    Optional<Delta> ofStable = stable.flatMap(s -> unusable("stable", s));
    if (ofCandidate.isPresent() || ofStable.isPresent()) {
      return graver(ofCandidate, ofStable);
    }
    return since(cursor, new Cursor(stable.map(s -> (Counters) s), (Counters) candidate));
  }

  /** A lie of one side weighs more than a gap of the other. */
  private static Delta graver(Optional<Delta> one, Optional<Delta> other) {
    Optional<Delta> fault = one.filter(d -> d instanceof Delta.Faulty).or(() -> other.filter(d -> d instanceof Delta.Faulty));
    return fault.or(() -> one).or(() -> other).orElseThrow();
  }

  private static Delta since(Optional<Cursor> before, Cursor now) {
    Optional<Delta> skewed = now.stable().flatMap(s -> skew(s.at(), now.candidate().at()));
    if (skewed.isPresent()) {
      return skewed.get();
    }
    if (before.isEmpty() || before.get().stable().isPresent() != now.stable().isPresent()) {
      return new Delta.Begun(now);
    }
    Cursor from = before.get();
    boolean candidateMoved = now.candidate().at().isAfter(from.candidate().at());
    boolean stableMoved = now.stable().isEmpty() || now.stable().get().at().isAfter(from.stable().orElseThrow().at());
    if (!candidateMoved || !stableMoved) {
      return waiting(candidateMoved, now.stable().isPresent() && stableMoved);
    }
    if (anew(from.candidate(), now.candidate()) || now.stable().isPresent() && anew(from.stable().orElseThrow(), now.stable().get())) {
      return new Delta.Reset(now, "a counter of " + (anew(from.candidate(), now.candidate()) ? "the candidate" : "stable")
          + " was started anew, or came or went: what happened meanwhile is left out for both releases");
    }
    return grown(from, now);
  }

  private static Delta grown(Cursor from, Cursor now) {
    Growth candidate = growth(from.candidate(), now.candidate());
    Optional<Growth> stable = now.stable().map(s -> growth(from.stable().orElseThrow(), s));
    if (candidate.events() > candidate.total() || stable.filter(s -> s.events() > s.total()).isPresent()) {
      // Two counters are not always written at the same instant: the next look has the rest.
      return new Delta.Waiting("more events than their total since the last look; waiting for the total to follow");
    }
    Instant until = now.stable().map(Counters::at).filter(s -> s.isBefore(now.candidate().at())).orElse(now.candidate().at());
    return new Delta.Grown(now, until, stable, candidate);
  }

  private static Delta waiting(boolean candidateMoved, boolean stableMoved) {
    if (candidateMoved || stableMoved) {
      return new Delta.Waiting("only " + (candidateMoved ? "the candidate" : "stable") + " has newer data; waiting for the other side");
    }
    return new Delta.Duplicate();
  }

  private static Optional<Delta> skew(Instant stable, Instant candidate) {
    Duration apart = Duration.between(stable, candidate).abs();
    return apart.compareTo(MOST_SKEW) <= 0 ? Optional.empty()
        : Optional.of(new Delta.Gap("the data of stable and candidate are " + apart.toSeconds() + " s apart; at most "
            + MOST_SKEW.toSeconds() + " s can be compared"));
  }

  private static Growth growth(Counters from, Counters to) {
    return new Growth(Duration.between(from.at(), to.at()), to.events() - from.events(), to.total() - from.total());
  }

  private static boolean anew(Counters from, Counters to) {
    return to.events() < from.events() || to.total() < from.total() || to.lives() != from.lives();
  }

  private static Optional<Delta> unusable(String side, Reading reading) {
    return switch (reading) {
      case Counters c when !counts(c.events()) || !counts(c.total()) -> faulty(side, "SLW-4560 a counter reads "
          + (counts(c.events()) ? c.total() : c.events()) + ", which is not a count");
      case Counters c when c.events() > c.total() -> faulty(side, "SLW-4561 " + c.events() + " events out of " + c.total()
          + " cannot be: the two expressions do not count the same thing");
      case Counters c -> Optional.empty();
      case Reading.Level level -> faulty(side, "SLW-4562 a level was given where counters belong");
      case Reading.Nothing nothing -> Optional.of(new Delta.Gap(side + ": " + nothing.why()));
      case Reading.Unknown unknown -> faulty(side, unknown.why());
      case Reading.Wrong wrong -> faulty(side, wrong.why());
    };
  }

  private static boolean counts(double value) {
    return value >= 0 && value <= Double.MAX_VALUE;
  }

  private static Optional<Delta> faulty(String side, String why) {
    return Optional.of(new Delta.Faulty(side + ": " + why));
  }
}
