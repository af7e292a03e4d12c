package dev.slipway.core.strategy;

import java.time.Duration;
import java.util.List;

/** How a rollout moves traffic from stable to the candidate. Each kind compiles to the same {@link Plan}. */
public sealed interface Strategy {

  /**
   * All traffic at once, to a full set of instances that was checked beside the live one.
   *
   * @param bake watched after the switch, before the candidate is promoted
   */
  record BlueGreen(Duration bake) implements Strategy {}

  /**
   * Traffic in steps, each watched before the next.
   *
   * @param steps in rising order of weight; the last one is 100
   */
  record Canary(List<CanaryStep> steps) implements Strategy {
    public Canary {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Instances replaced a batch at a time.
   *
   * @param batch instances replaced together, at least 1
   * @param surge instances that may run beyond the wanted number while it lasts; a single instance is always replaced with a surge of
   *     one, for there is no other way to lose no request
   * @param bake watched after each batch
   */
  record Rolling(int batch, int surge, Duration bake) implements Strategy {}

  /**
   * One step of a canary.
   *
   * @param weight candidate's share, 1–100
   * @param bake watched at this weight
   * @param hold whether a person must promote before the next step
   */
  record CanaryStep(int weight, Duration bake, boolean hold) {}
}
