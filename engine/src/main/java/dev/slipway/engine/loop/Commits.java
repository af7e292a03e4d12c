package dev.slipway.engine.loop;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetState;
import java.util.Optional;

/** How a decision is committed: as {@link dev.slipway.core.spi.Store#commit} does, or together with something that belongs to it. */
@FunctionalInterface
public interface Commits {
  /** Commits the next state with its record; nothing when version or lease had moved on. */
  Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft);
}
