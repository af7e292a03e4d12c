package dev.slipway.simulator.scenario;

import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.guard.FreezeWindow;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.guard.Guarded;
import dev.slipway.core.release.Digest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The guards that a scenario's deploys may bring: mostly none. Their dice are their own, so that what else a seed stands for stays. */
final class Guards {
  /** Watches show the first minute of 2030 when a run begins. */
  private static final List<FreezeWindow> FIRST = List.of(FreezeWindow.parse("2030-01-01 00:00 – 2030-01-01 00:01 UTC"));

  private static final List<FreezeWindow> SECOND = List.of(FreezeWindow.parse("2030-01-01 00:01 – 2030-01-01 00:02 UTC"));
  private static final Digest POLICY = new Digest("0".repeat(64));

  private final Dice dice;
  private final boolean any;

  Guards(long seed) {
    this.dice = new Dice(seed ^ 0x5eedL);
    this.any = dice.percent(15);
  }

  Optional<Guarded> next() {
    if (!any) {
      return Optional.empty();
    }
    Guard guard = new Guard(approvals(), dice.pick(List.of(), FIRST, FIRST, SECOND), dice.pick(Guard.Running.values()), List.of());
    Optional<Guarded.Override> override =
        dice.percent(10) ? Optional.of(new Guarded.Override("it cannot wait", List.of())) : Optional.empty();
    return Optional.of(new Guarded(guard, POLICY, true, override));
  }

  private List<ApprovalRule> approvals() {
    if (dice.percent(25)) {
      return List.of();
    }
    Duration within = Duration.ofMillis(dice.pick(1_500, 10_000, 70_000));
    return List.of(new ApprovalRule(List.of("managers"), dice.pick(1, 1, 2), within, Optional.empty()));
  }
}
