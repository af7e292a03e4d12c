package dev.slipway.bench;

import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.Samples;
import dev.slipway.bench.rig.Target;
import java.util.SplittableRandom;

/** kill −9 of a server that works on a target, and how long it takes until somebody works on it again. */
interface Killing {
  /**
   * One kill.
   *
   * @param phase of the rollout that it hits
   * @return what became of it, for people
   */
  String now(String phase);

  /** In ms, from a kill after which the server was started again at once to a turn that was made after it. */
  Samples recovery();

  /** In ms, from the kill of the holder of a lease, which is not started again, to the other's lease. */
  Samples takeover();

  /** How often so far. */
  int kills();

  /** Of a rig's one server, or of one of its several. */
  static Killing of(Rig rig, Target target, SplittableRandom random) {
    return rig.several().<Killing>map(servers -> new KillingOneOf(servers, target, random))
        .orElseGet(() -> new KillingTheOnly(rig, target));
  }
}
