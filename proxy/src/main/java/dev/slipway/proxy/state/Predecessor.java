package dev.slipway.proxy.state;

import dev.slipway.proxy.traffic.TargetCounts;
import java.util.List;

/**
 * The proxy that served before this one and still ends what it had begun: it routes by the same table, and what it counts is counted here.
 */
public interface Predecessor {
  /** None, or one that is gone and had counted nothing. */
  Predecessor NONE =
      new Predecessor() {
        @Override
        public void follow(TargetState state) {
          // Nobody is there to follow.
        }

        @Override
        public List<BackendView> backends(String target) {
          return List.of();
        }

        @Override
        public TargetCounts counts(String target) {
          return TargetCounts.NONE;
        }
      };

  /** Returns when it routes by this, or is gone. */
  void follow(TargetState state);

  /** Which backends its requests still hold. */
  List<BackendView> backends(String target);

  /** All that it ever counted, in the end too. */
  TargetCounts counts(String target);
}
