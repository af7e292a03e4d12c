package dev.slipway.server.delivery;

import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.engine.store.PastRollout;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rollout that has ended, as far as delivery is measured by it.
 *
 * @param committedAt when its commit was made, where that is known
 */
public record Delivered(
    Rollout.Kind kind, Instant startedAt, Optional<Instant> committedAt, Instant endedAt, Event.Outcome outcome) {

  /** One of the history; nothing while it is under way. */
  static Stream<Delivered> of(PastRollout rollout) {
    return rollout.end().stream().flatMap(e -> of(
        rollout.kind(), rollout.startedAt(), rollout.provenance().flatMap(Provenance::committedAt), e.at(), e.outcome()).stream());
  }

  /** One of the journal; nothing where it never began, for that changed nothing for anybody. */
  public static Optional<Delivered> of(
      Rollout.Kind kind, Instant startedAt, Optional<Instant> committedAt, Instant endedAt, Event.Outcome outcome) {
    return Optional.of(outcome).filter(o -> o != Event.Outcome.NOT_STARTED)
        .map(o -> new Delivered(kind, startedAt, committedAt, endedAt, o));
  }
}
