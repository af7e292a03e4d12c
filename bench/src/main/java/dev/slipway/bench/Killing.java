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

  /** In ms, from the kill of the one that works on the target to a turn that was made after it, whoever made it. */
  Samples recovery();

  /** Of those the ones where the killed one was not started again until another had made that turn. */
  Samples takeover();

  /** In ms, from the start of a killed one until it answers. */
  Samples back();

  /** How often so far. */
  int kills();

  /** Of a rig's one server, or of one of its several. */
  static Killing of(Rig rig, Target target, SplittableRandom random) {
    return rig.several().<Killing>map(servers -> new KillingOneOf(servers, target, random))
        .orElseGet(() -> new KillingTheOnly(rig, target));
  }
}
