package dev.slipway.proxy.state;

import dev.slipway.proxy.state.Refusal.Code;
import dev.slipway.proxy.table.Table;
import java.util.Optional;

/** Which orders are refused for what is known of their target. */
final class Refusals {
  private Refusals() {}

  static void refuseStale(TargetState before, Table table, boolean clears) throws Refusal {
    refuseStale(before, table.epoch());
    if (before.emergency().isPresent() && !clears) {
      throw new Refusal(
          Code.OVERRIDE_ACTIVE,
          "SLW-4023 an emergency of %s is in force for %s: %s. All traffic stays on stable until it is cleared."
              .formatted(before.emergency().get().by(), table.target(), before.emergency().get().reason()));
    }
    Optional<Table> current = before.table().filter(each -> each.epoch() == table.epoch());
    if (current.isPresent() && table.generation() <= current.get().generation() && !current.get().equals(table)) {
      throw new Refusal(
          Code.STALE_GENERATION,
          "SLW-4022 generation %d of %s is not newer than %d, which is in force. Traffic goes on as before."
              .formatted(table.generation(), table.target(), current.get().generation()));
    }
  }

  static void refuseStale(TargetState before, long epoch) throws Refusal {
    if (epoch < before.highestEpoch()) {
      throw new Refusal(
          Code.STALE_EPOCH,
          "SLW-4021 epoch %d of %s is older than %d: another server has taken over. Traffic goes on as before."
              .formatted(epoch, before.target(), before.highestEpoch()));
    }
  }

  static void refuseWithoutStable(TargetState before) throws Refusal {
    Table table = before.table().orElseThrow(() -> unknown(before.target()));
    if (table.stable().flatMap(table::release).isEmpty()) {
      throw new Refusal(Code.NO_STABLE, "SLW-4024 " + before.target()
          + " has no instance of a stable release to send all traffic to. Traffic goes on as before.");
    }
  }

  static Refusal unknown(String target) {
    return new Refusal(Code.UNKNOWN_TARGET, "SLW-4028 there is no table for " + target + ". Nothing was changed.");
  }
}
