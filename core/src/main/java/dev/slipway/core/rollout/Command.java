package dev.slipway.core.rollout;

import dev.slipway.core.access.AccessChange;
import dev.slipway.core.gate.GateRecord;
import dev.slipway.core.guard.Guarded;
import dev.slipway.core.notice.Receivers;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.TargetSettings;
import java.util.List;
import java.util.Optional;

/** What a person or a program asks of a target. */
public sealed interface Command {
  /** The reason of whoever gave none. */
  String NO_REASON = "no reason given";

  /** Who asks. */
  String by();

  /**
   * Roll out a release.
   *
   * @param whenBusy what to do when a rollout is under way
   * @param force roll out even what is stable already
   * @param reason why, for the audit trail; may be empty
   * @param gates what came of the gates before it, where the environment has any
   * @param provenance where it comes from, where that was said
   * @param guarded what it brings for the guard of the environment, where there is one
   * @param receivers who is told of it, where anybody is
   * @param written how the environment is written, where that was said
   */
  record Deploy(
      String by, Release release, Policy policy, TargetSettings settings, WhenBusy whenBusy, boolean force, String reason,
      Optional<GateRecord> gates, Optional<Provenance> provenance, Optional<Guarded> guarded,
      Optional<Receivers> receivers, Optional<WrittenAs> written)
      implements Command {

    /** Of which nobody said how it is written. */
    public Deploy(
        String by, Release release, Policy policy, TargetSettings settings, WhenBusy whenBusy, boolean force, String reason,
        Optional<GateRecord> gates, Optional<Provenance> provenance, Optional<Guarded> guarded, Optional<Receivers> receivers) {
      this(by, release, policy, settings, whenBusy, force, reason, gates, provenance, guarded, receivers, Optional.empty());
    }

    /** To an environment without gates and guard. */
    public Deploy(
        String by, Release release, Policy policy, TargetSettings settings, WhenBusy whenBusy, boolean force, String reason) {
      this(by, release, policy, settings, whenBusy, force, reason, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** What a deploy does when another rollout is under way. */
  enum WhenBusy {
    /** Wait for its end. */
    QUEUE,
    /** Send it back, then start. */
    SUPERSEDE,
    /** Do nothing. */
    REFUSE
  }

  /**
   * Take what runs there already for the stable release, as it is.
   *
   * @param release what runs
   */
  record Adopt(String by, Release release, TargetSettings settings) implements Command {}

  /** Stop proceeding; keep watching. */
  record Pause(String by, String reason) implements Command {}

  /** Proceed again. */
  record Resume(String by) implements Command {}

  /** Let the current step pass, or, when full, all of them. */
  record Promote(String by, boolean full, Optional<String> reason) implements Command {
    /** Without a reason. */
    public Promote(String by, boolean full) {
      this(by, full, Optional.empty());
    }
  }

  /**
   * Let a rollout begin that waits for approval.
   *
   * @param bound digest of what is approved, as it was shown
   * @param groups that the approver belongs to, by name
   * @param reason for the audit trail; may be empty
   */
  record Approve(String by, RolloutId rollout, Digest bound, List<String> groups, String reason) implements Command {
    public Approve {
      groups = List.copyOf(groups);
    }
  }

  /** Let a rollout end that waits for approval. */
  record Deny(String by, RolloutId rollout, String reason) implements Command {}

  /** Let a rollout begin without the approvals that it waits for, and in a freeze. */
  record Override(String by, RolloutId rollout, Digest bound, String reason) implements Command {}

  /** Send what is under way back. */
  record Abort(String by, String reason) implements Command {}

  /**
   * Go back: from what is under way, or from what was promoted.
   *
   * @param to the release to go to, with its policy; absent for the one before
   */
  record Rollback(String by, String reason, Optional<Release> to) implements Command {}

  /** Take the target down: no address, no instances. */
  record Remove(String by, String reason) implements Command {}

  /** Drop the queued deploy. */
  record Unqueue(String by, ReleaseId release) implements Command {}

  /** Change who may do what, in {@link TargetId#ACCESS} alone. */
  record Administer(String by, AccessChange change) implements Command {}

  /**
   * Keep that something is wrong around the target, or that it is over. Nothing that was kept so already is kept again.
   *
   * @param over whether it is
   */
  record NoteProblem(String by, OpenProblem problem, boolean over) implements Command {}

  /** Keep no more of what is in an archive than proofs need, in {@link TargetId#ACCESS} alone. */
  record Shorten(String by, Archive archive) implements Command {}
}
