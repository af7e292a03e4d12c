package dev.slipway.server.view;

import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.guard.Guard;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What must be allowed before a rollout begins.
 *
 * @param approvals in words, as {@code 2 of release-managers}
 * @param withinMillis how long they may take, absent where none are needed
 * @param running finish or go-back: what becomes of a rollout that runs into a freeze, absent where there is none
 */
public record GuardView(
    List<String> approvals, Optional<Long> withinMillis, List<String> branches, Optional<FreezeView> freeze, Optional<String> running) {

  /** Of an environment that has a guard. */
  public static Optional<GuardView> of(Guard guard, Instant now) {
    if (guard.none()) {
      return Optional.empty();
    }
    Optional<FreezeView> freeze = FreezeView.ofAny(guard.freeze(), now);
    return Optional.of(new GuardView(
        guard.approvals().stream().map(ApprovalRule::words).toList(),
        guard.approvals().stream().map(r -> r.within().toMillis()).min(Long::compare), guard.branches(), freeze,
        freeze.map(f -> Words.of(guard.running()))));
  }
}
