package dev.slipway.core.spi;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where committed state lives. A commit is one transaction: the state and the record of how it came about. */
public interface Store {

  /** A target's state and its version; version 0 is a target nothing was ever committed for. */
  record Versioned(TargetState state, long version) {}

  /** Every target that anything was committed for. */
  List<TargetId> targets();

  /** A target's committed state. */
  Versioned load(TargetId target);

  /**
   * Commits the next state with its record.
   *
   * @param expected the version the decision was made from
   * @param epoch the lease it was made under
   * @return the committed record, or nothing when the version or the lease had moved on: decide again
   */
  Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft);

  /**
   * Takes or renews the lease of a target.
   *
   * @param owner unique to this run of a server
   * @return the epoch held, or nothing while another owner's lease runs; the epoch rises whenever the owner changes
   */
  Optional<Long> lease(TargetId target, String owner, Duration length);

  /** Records of one target, or of all when absent, with a sequence above {@code after}, oldest first. */
  List<JournalRecord> journal(Optional<TargetId> target, long after, int most);
}
