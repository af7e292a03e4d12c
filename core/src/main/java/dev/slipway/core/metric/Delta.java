package dev.slipway.core.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What two looks at a metric of stable and candidate say about the time between them. Only {@link Grown} holds data. */
public sealed interface Delta {

  /**
   * The counters of both sides, from which the next delta is taken.
   *
   * @param stable absent on a first deploy
   * @param candidate of the candidate
   */
  record Cursor(Optional<Reading.Counters> stable, Reading.Counters candidate) {}

  /**
   * What one release's counters grew by.
   *
   * @param covered event time between the two values
   * @param events of a rate, those that went wrong; of a count, all
   * @param total all of them, at least as many as events
   */
  record Growth(Duration covered, double events, double total) {}

  /**
   * Both sides moved on.
   *
   * @param until event time up to which both sides are known: the earlier of the two
   * @param stable absent on a first deploy
   */
  record Grown(Cursor cursor, Instant until, Optional<Growth> stable, Growth candidate) implements Delta {}

  /** The first look, or the first after what there was to compare with had gone: from here on there can be deltas. */
  record Begun(Cursor cursor) implements Delta {}

  /** The same event times as before, or earlier ones: this was counted already. The cursor stays where it was. */
  record Duplicate() implements Delta {}

  /**
   * One side has newer data than before and the other not yet, or a total is behind its events, as between two scrapes: nothing is added,
   * and the cursor stays, so that nothing is lost. No trouble in itself; whether it lasts is told by how much of a step is known.
   */
  record Waiting(String why) implements Delta {}

  /** One side or both have no data: a gap for both, never good. The cursor stays, so that nothing is lost once data comes. */
  record Gap(String why) implements Delta {}

  /** A counter was started anew, or came or went, and what it counted is not known: dropped for both sides, events and totals alike. */
  record Reset(Cursor cursor, String why) implements Delta {}

  /** The source fails or says what cannot be: an error, not a measurement. The cursor stays. */
  record Faulty(String why) implements Delta {}
}
