package dev.slipway.engine.store;

import dev.slipway.core.rollout.Archive;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import java.time.Instant;
import java.util.Optional;

/** Records that are in an archive. Number, target, second and hash of each stay here, and of each target the state that the last led to. */
public interface Archived {

  /** Where a target stood after the last of its records that are in an archive, so that those after it can be decided again. */
  record Stood(TargetState state, long version, long sequence) {}

  /**
   * What nobody needs any more of a target: whole rollouts from the first record on that is here, none of them younger than a moment, none
   * of the last releases that were promoted, and nothing that a receiver is still to be told. Nothing where there is no such record.
   *
   * @param after what records say to be in an archive ends here
   * @param before in whole seconds
   * @param releases how many releases that were promoted last are kept
   */
  Optional<Archive.Part> part(TargetId target, long after, Instant before, int releases);

  /** How many records of a part are here as a whole. */
  long whole(Archive.Part part);

  /** Whether a record is in an archive, and its body not here. */
  boolean holds(long sequence);

  /** Where a target stood; nothing where none of its records is in an archive. */
  Optional<Stood> stood(TargetId target);

  /** Keeps where it stood, before the first of the records that led there is taken. */
  void stand(Stood stood);

  /** Takes the bodies of the first records of a part, in one transaction; how many. */
  int take(Archive.Part part, int most);

  /** How many records are in an archive, of one target or of all, from one moment to before another. */
  long count(Optional<TargetId> target, Instant from, Instant to);
}
