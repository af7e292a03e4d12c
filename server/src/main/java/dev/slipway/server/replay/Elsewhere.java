package dev.slipway.server.replay;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.store.Archived;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * What is not in the journal any more because it is in an archive.
 *
 * @param holds whether a record is there
 * @param stood where a target stood after the last of its records there
 */
public record Elsewhere(LongPredicate holds, Function<TargetId, Optional<Archived.Stood>> stood) {

  /** As a store knows it. */
  public static Elsewhere of(Archived archived) {
    return new Elsewhere(archived::holds, archived::stood);
  }
}
