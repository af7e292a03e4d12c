package dev.slipway.proxy.state;

import dev.slipway.proxy.listen.Ports;
import dev.slipway.proxy.table.Emergency;
import dev.slipway.proxy.table.Table;
import java.util.Optional;

/**
 * What is remembered of one target.
 *
 * @param highestEpoch the newest lease that ever gave an order; remembered even after the target was removed
 */
public record TargetState(String target, long highestEpoch, Optional<Table> table, Optional<Emergency> emergency, Ports ports) {
  static TargetState unknown(String target) {
    return new TargetState(target, -1, Optional.empty(), Optional.empty(), Ports.NONE);
  }
}
