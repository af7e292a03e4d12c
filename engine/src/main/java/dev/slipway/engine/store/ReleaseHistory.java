package dev.slipway.engine.store;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.WrittenAs;
import java.util.List;
import java.util.Optional;

/** What was rolled out to a target before: what history shows and what a rollback can name. Read from the journal, not kept beside it. */
public interface ReleaseHistory {

  /** The last rollouts of a target, newest first, the one under way included. */
  List<PastRollout> rollouts(TargetId target, int most);

  /** How the environment was written in the last deploy that began a rollout, where that is known. */
  Optional<WrittenAs> written(TargetId target);

  /** A release that a rollout to this target was ever started for, whole, so that it can be rolled out again. */
  Optional<Release> release(TargetId target, ReleaseId id);
}
