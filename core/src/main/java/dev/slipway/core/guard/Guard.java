package dev.slipway.core.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What must be allowed before a rollout to an environment begins.
 *
 * @param approvals each of which must be met
 * @param freeze when none may begin
 * @param running what becomes of one that runs into a freeze
 * @param branches from which it may come, as {@code main}, {@code release/*} or {@code tag:v*}; empty for any
 */
public record Guard(List<ApprovalRule> approvals, List<FreezeWindow> freeze, Running running, List<String> branches) {
  /** Nothing needs to be allowed. */
  public static final Guard NONE = new Guard(List.of(), List.of(), Running.FINISH, List.of());

  /** What becomes of a rollout that runs into a freeze. */
  public enum Running {
    /** It goes on. */
    FINISH,
    /** It goes back. */
    GO_BACK
  }

  public Guard {
    approvals = List.copyOf(approvals);
    freeze = List.copyOf(freeze);
    branches = List.copyOf(branches);
  }

  /** Whether it asks for nothing. */
  public boolean none() {
    return equals(NONE);
  }

  /** Itself, where it asks for anything. */
  public Optional<Guard> asked() {
    return none() ? Optional.empty() : Optional.of(this);
  }

  /**
   * What a rollout must meet that brings this guard to a target: this one, and the one in force there, so that nobody loosens a guard with
   * the very file that it guards. Branches are not part of it; each guard's own are looked at.
   */
  public Guard over(Optional<Guard> inForce) {
    if (inForce.isEmpty() || inForce.get().equals(this)) {
      return this;
    }
    List<ApprovalRule> both = new ArrayList<>(inForce.get().approvals());
    approvals.stream().filter(rule -> !both.contains(rule)).forEach(both::add);
    Running stricter = inForce.get().running() == Running.GO_BACK ? Running.GO_BACK : running;
    return new Guard(both, Stream.concat(inForce.get().freeze().stream(), freeze.stream()).distinct().toList(), stricter, branches);
  }
}
