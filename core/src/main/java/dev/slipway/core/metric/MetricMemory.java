package dev.slipway.core.metric;

import dev.slipway.core.metric.Delta.Growth;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far one metric has been read.
 *
 * @param cursor the counters up to which events were counted
 * @param levelAt event time of the last level
 * @param last what was new last
 * @param covered event time that was covered in this step
 * @param trouble why there is nothing new, while there is not
 * @param faulty whether that is a lie or a failure of the source rather than a gap
 */
public record MetricMemory(
    Optional<Delta.Cursor> cursor, Optional<Instant> levelAt, Optional<Sighting> last, Duration covered, Optional<String> trouble,
    boolean faulty) {
  public static final MetricMemory START =
      new MetricMemory(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty(), false);

  /** Two levels further apart than this do not vouch for the time between them. */
  private static final Duration MOST_BETWEEN_LEVELS = Duration.ofMinutes(2);

  /**
   * What a look changed.
   *
   * @param sighting what was new, if anything was
   */
  public record Looked(MetricMemory memory, Optional<Sighting> sighting) {}

  /** In the next step. */
  public MetricMemory nextStep() {
    return new MetricMemory(cursor, levelAt, last, Duration.ZERO, trouble, faulty);
  }

  /** After a look. */
  public Looked look(Metric.Form form, MetricSeen seen) {
    return switch (form) {
      case Metric.Rate r -> counted(Deltas.since(cursor, seen.stable(), seen.candidate()));
      case Metric.Count c -> counted(Deltas.since(cursor, seen.stable(), seen.candidate()));
      case Metric.Level l -> levelled(seen);
    };
  }

  private Looked counted(Delta delta) {
    return switch (delta) {
      case Delta.Grown g -> grown(g);
      case Delta.Begun b ->
          new Looked(new MetricMemory(Optional.of(b.cursor()), levelAt, last, covered, Optional.empty(), false), Optional.empty());
      case Delta.Duplicate d -> heard();
      case Delta.Waiting w -> heard();
      case Delta.Gap g -> troubled(cursor, g.why(), false);
      case Delta.Reset r -> troubled(Optional.of(r.cursor()), r.why(), false);
      case Delta.Faulty f -> troubled(cursor, f.why(), true);
    };
  }

  private Looked grown(Delta.Grown grown) {
    Growth candidate = grown.candidate();
    Growth stable = grown.stable().orElse(new Growth(Duration.ZERO, 0, 0));
    return seen(
        Optional.of(grown.cursor()),
        levelAt,
        new Sighting(
            grown.until(), candidate.covered(), candidate.events(), candidate.total(), stable.events(), stable.total(),
            OptionalDouble.empty(), OptionalDouble.empty()));
  }

  private Looked levelled(MetricSeen seen) {
    if (!(seen.candidate() instanceof Reading.Level candidate)) {
      return noLevel("the candidate", seen.candidate());
    }
    OptionalDouble stable = OptionalDouble.empty();
    if (seen.stable().isPresent()) {
      if (!(seen.stable().get() instanceof Reading.Level level)) {
        return noLevel("stable", seen.stable().get());
      }
      stable = OptionalDouble.of(level.value());
    }
    if (!Double.isFinite(candidate.value()) || !Double.isFinite(stable.orElse(0))) {
      return troubled(cursor, "SLW-4563 the level is not a number", true);
    }
    if (levelAt.filter(at -> !candidate.at().isAfter(at)).isPresent()) {
      return heard();
    }
    Duration since = levelAt.map(at -> Duration.between(at, candidate.at())).filter(d -> d.compareTo(MOST_BETWEEN_LEVELS) <= 0)
        .orElse(Duration.ZERO);
    return seen(
        cursor, Optional.of(candidate.at()), new Sighting(candidate.at(), since, 0, 0, 0, 0, OptionalDouble.of(candidate.value()), stable));
  }

  private Looked noLevel(String side, Reading reading) {
    return switch (reading) {
      case Reading.Level l -> throw new IllegalArgumentException("a level is no trouble: " + l);
      case Reading.Counters c -> troubled(cursor, side + ": SLW-4562 counters were given where a level belongs", true);
      case Reading.Nothing n -> troubled(cursor, side + ": " + n.why(), false);
      case Reading.Unknown u -> troubled(cursor, side + ": " + u.why(), true);
      case Reading.Wrong w -> troubled(cursor, side + ": " + w.why(), true);
    };
  }

  private Looked seen(Optional<Delta.Cursor> nextCursor, Optional<Instant> nextLevelAt, Sighting sighting) {
    return new Looked(
        new MetricMemory(nextCursor, nextLevelAt, Optional.of(sighting), covered.plus(sighting.covered()), Optional.empty(), false),
        Optional.of(sighting));
  }

  /** Sound answers without anything new: what was wrong before is over. */
  private Looked heard() {
    return new Looked(new MetricMemory(cursor, levelAt, last, covered, Optional.empty(), false), Optional.empty());
  }

  private Looked troubled(Optional<Delta.Cursor> nextCursor, String why, boolean lies) {
    return new Looked(new MetricMemory(nextCursor, levelAt, last, covered, Optional.of(why), lies), Optional.empty());
  }
}
