package dev.slipway.core.objective;

import dev.slipway.core.metric.Delta;
import dev.slipway.core.metric.Deltas;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.Reading.Counters;
import java.time.Duration;
import java.util.Optional;

/**
 * What one release's answer says.
 *
 * @param covered how much time, absent where a later answer will tell
 */
record Told(Followed.Side side, Tallied events, Optional<Duration> covered, Optional<String> trouble) {

  static Told of(Followed.Side side, Reading reading) {
    Optional<Delta.Cursor> cursor = side.last().map(c -> new Delta.Cursor(Optional.empty(), c));
    return switch (Deltas.since(cursor, Optional.empty(), reading)) {
      case Delta.Grown g when g.candidate().covered().compareTo(Followed.MOST_BETWEEN) <= 0 ->
          new Told(side.read(g.cursor().candidate()), grown(side.last().orElseThrow(), g.cursor().candidate()),
              Optional.of(g.candidate().covered()), Optional.empty());
      case Delta.Grown g -> unknown(side.read(g.cursor().candidate()), "there was no answer for more than "
          + Followed.MOST_BETWEEN.toMinutes() + " minutes");
      case Delta.Begun b -> unknown(side.read(b.cursor().candidate()), "version " + side.version() + " has just begun to be measured");
      case Delta.Reset r -> unknown(side.read(r.cursor().candidate()), "a counter of version " + side.version()
          + " was started anew, or came or went");
      case Delta.Duplicate d -> new Told(side, Tallied.NONE, Optional.empty(), Optional.empty());
      case Delta.Waiting w -> new Told(side, Tallied.NONE, Optional.empty(), Optional.empty());
      case Delta.Gap g -> unknown(side, reading instanceof Reading.Nothing n ? n.why() : g.why());
      case Delta.Faulty f -> unknown(side, f.why().replaceFirst("^candidate: ", ""));
    };
  }

  private static Told unknown(Followed.Side side, String why) {
    return new Told(side, Tallied.NONE, Optional.of(Duration.ZERO), Optional.of(why));
  }

  /** Of what was read whole, so that what is rounded never adds up to another sum. */
  private static Tallied grown(Counters from, Counters to) {
    long total = Math.round(to.total()) - Math.round(from.total());
    return new Tallied(total, Math.min(total, Math.round(to.events()) - Math.round(from.events())));
  }
}
