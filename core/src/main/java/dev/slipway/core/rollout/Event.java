package dev.slipway.core.rollout;

import dev.slipway.core.access.AccessChange;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.gate.GateResult;
import dev.slipway.core.release.ReleaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One thing that was decided: a line of the audit trail. */
public sealed interface Event {

  /** A rollout began. */
  record RolloutStarted(RolloutId id, Rollout.Kind kind, Optional<ReleaseId> from, ReleaseId to, String by, String reason)
      implements Event {}

  /** The gates before a rollout let it pass; what each of them said. */
  record GatesPassed(Instant at, List<GateResult> results) implements Event {
    public GatesPassed {
      results = List.copyOf(results);
    }
  }

  /** Where the deploy that began a rollout comes from. */
  record CameFrom(Provenance provenance) implements Event {}

  /** A deploy waits for the end of the rollout under way. */
  record DeployQueued(ReleaseId release, String by) implements Event {}

  /** A queued deploy was dropped. */
  record DeployUnqueued(ReleaseId release, String by, String reason) implements Event {}

  /** The rollout went on to another phase. */
  record PhaseEntered(String phase, int step, int weight) implements Event {}

  /** A task is about to run. */
  record TaskStarted(Task task) implements Event {}

  /** A task's outcome was read. */
  record TaskEnded(String id, Task.Outcome outcome) implements Event {}

  /** The judge, or the checks before any traffic, spoke on a step. */
  record Judged(int step, Verdict verdict) implements Event {}

  /** A person let a step pass. */
  record Approved(String by, int step, boolean full) implements Event {}

  /** A person stopped the way forward. */
  record Paused(String by, String reason) implements Event {}

  /** A person let it go on. */
  record Resumed(String by) implements Event {}

  /** The rollout turned round. */
  record WentBack(Cause cause) implements Event {}

  /** Something needs a person. */
  record Told(String message) implements Event {}

  /** A rollout ended. */
  record RolloutEnded(RolloutId id, Outcome outcome, ReleaseId candidate, String reason) implements Event {}

  /** The warm release of before is let go. */
  record WarmReleased(ReleaseId release, String reason) implements Event {}

  /** Somebody else changed the router. */
  record RouterChanged(String what) implements Event {}

  /** What ran there already is the stable release from now on. */
  record Adopted(ReleaseId release, String by) implements Event {}

  /** A person took the target down. */
  record TargetRemoved(String by, String reason) implements Event {}

  /** Who may do what was changed. */
  record AccessChanged(String by, AccessChange change) implements Event {}

  /** How a rollout ended. */
  enum Outcome {
    /** The candidate is the new stable. */
    PROMOTED,
    /** Stable carries all traffic again. */
    ROLLED_BACK
  }
}
