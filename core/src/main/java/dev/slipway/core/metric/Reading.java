package dev.slipway.core.metric;

import java.time.Instant;

/** What a source said of one metric of one release. Only {@link Counters} and {@link Level} hold data. */
public sealed interface Reading {

  /**
   * Cumulative counters.
   *
   * @param at event time: when the values were true, not when they were asked for
   * @param events of a rate, those that went wrong; of a count, all
   * @param total of a rate, all events; of a count, the same as events
   * @param lives another number once a counter behind a sum was started anew, went away or came back, which the sum itself may hide
   */
  record Counters(Instant at, double events, double total, long lives) implements Reading {

    /** Counters of one life. */
    public Counters(Instant at, double events, double total) {
      this(at, events, total, 0);
    }
  }

  /**
   * A level.
   *
   * @param at event time
   */
  record Level(Instant at, double value) implements Reading {}

  /** The source knows the metric but has nothing of this release (yet): a gap, never a zero. */
  record Nothing(String why) implements Reading {}

  /** The source knows no such metric at all, or does not understand the expression: wrong at deploy time already. */
  record Unknown(String why) implements Reading {}

  /** The source does not answer in time, or answers what cannot be: not a number, several series, another release, a page of HTML. */
  record Wrong(String why) implements Reading {}
}
