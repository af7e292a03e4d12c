package dev.slipway.core.rollout;

import dev.slipway.core.access.AccessChange;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.gate.GateResult;
import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.release.Digest;
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

  /** The environment is written otherwise than in the deploy before: keys as in slipway.yaml, each with what it was and is. */
  record ConfigurationChanged(List<String> what) implements Event {
    public ConfigurationChanged {
      what = List.copyOf(what);
    }
  }

  /** A rollout waits until each of the rules is met for what is bound to a digest; and whether the name of who asked is proven. */
  record ApprovalAsked(Digest bound, List<ApprovalRule> rules, boolean proven) implements Event {
    public ApprovalAsked {
      rules = List.copyOf(rules);
    }
  }

  /** A person approved what is bound to a digest. */
  record ApprovalGiven(String by, List<String> groups, Digest bound, String reason) implements Event {
    public ApprovalGiven {
      groups = List.copyOf(groups);
    }
  }

  /** A person let a rollout end that waited for approval. */
  record ApprovalDenied(String by, String reason) implements Event {}

  /** An admin let a rollout begin that a guard would not have let. */
  record Overridden(String by, String reason, List<String> what) implements Event {
    public Overridden {
      what = List.copyOf(what);
    }
  }

  /**
   * A rollout that waited begins.
   *
   * @param approvedBy whose approvals it has
   * @param override an admin's word in place of what was missing
   */
  record Cleared(List<String> approvedBy, Optional<Clearance.Override> override) implements Event {
    public Cleared {
      approvedBy = List.copyOf(approvedBy);
    }
  }

  /** A deploy waits for the end of the rollout under way, or of a freeze. */
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
  record Approved(String by, int step, boolean full, Optional<String> reason) implements Event {
    /** Without a reason. */
    public Approved(String by, int step, boolean full) {
      this(by, step, full, Optional.empty());
    }
  }

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

  /** Something around the target, not a rollout of it, has been wrong for a while. */
  record ProblemBegan(OpenProblem problem) implements Event {}

  /** That is over, as it was when it began. */
  record ProblemOver(OpenProblem problem) implements Event {}

  /** Records were put into an archive, and their bodies are not kept here any more. */
  record Shortened(String by, Archive archive) implements Event {}

  /** How a rollout ended. */
  enum Outcome {
    /** The candidate is the new stable. */
    PROMOTED,
    /** Stable carries all traffic again. */
    ROLLED_BACK,
    /** It waited to begin and never did: nothing was started and no traffic touched. */
    NOT_STARTED
  }
}
