package dev.slipway.core.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of one rollout. A pure function of the strategy, the number of instances wanted and whether there is a stable release.
 *
 * @param steps at least one; the last has weight 100
 * @param keepsStable whether the old instances are all still there when the last step is done, so that they can be kept warm
 */
public record Plan(List<Step> steps, boolean keepsStable) {
  public Plan {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.getLast().candidateWeight() != 100) {
      throw new IllegalArgumentException("a plan ends with all traffic on the candidate: " + steps);
    }
  }

  /**
   * Compiles a strategy.
   *
   * @param wanted instances of the candidate when it carries all traffic
   * @param stable instances of stable now, 0 on a first deploy
   */
  public static Plan compile(Strategy strategy, int wanted, int stable) {
    if (stable == 0) {
      return new Plan(List.of(new Step(100, wanted, 0, wanted, lastBake(strategy), false)), false);
    }
    return switch (strategy) {
      case Strategy.BlueGreen b -> new Plan(List.of(new Step(100, wanted, stable, wanted + stable, b.bake(), false)), true);
      case Strategy.Canary c -> canary(c, wanted, stable);
      case Strategy.Rolling r -> rolling(r, wanted, stable);
    };
  }

  /** Straight to a release that runs or ran before, with nothing watched on the way: what a rollback is. */
  public static Plan straight(int wanted, int stable) {
    return new Plan(List.of(new Step(100, wanted, stable, wanted + stable, Duration.ZERO, false)), false);
  }

  private static Plan canary(Strategy.Canary canary, int wanted, int stable) {
    List<Step> steps = new ArrayList<>();
    for (Strategy.CanaryStep step : canary.steps()) {
      int candidates = Math.max(1, Math.ceilDiv(wanted * step.weight(), 100));
      steps.add(new Step(step.weight(), candidates, stable, wanted + stable, step.bake(), step.hold()));
    }
    return new Plan(steps, true);
  }

  /**
   * Stable instances kept while a step's candidates come up: as many as there is room for, for none is let go before its successor is
   * ready unless the plan has no room for both.
   *
   * @param stable instances that carried all traffic before the rollout
   */
  public int stableWhileStarting(int step, int stable) {
    int before = step == 0 ? stable : steps.get(step - 1).stableInstances();
    int room = steps.get(step).maxInstances() - steps.get(step).candidateInstances();
    return Math.min(before, Math.max(room, steps.get(step).stableInstances()));
  }

  /** A batch never replaces everything at once: without a surge that would leave nothing to answer requests. */
  private static Plan rolling(Strategy.Rolling rolling, int wanted, int stable) {
    int most = Math.max(wanted, stable) + (stable == 1 ? Math.max(1, rolling.surge()) : rolling.surge());
    int batch = Math.min(rolling.batch(), most - 1);
    List<Step> steps = new ArrayList<>();
    for (int done = batch; ; done += batch) {
      int candidates = Math.min(done, wanted);
      int left = Math.min(stable * (wanted - candidates) / wanted, most - candidates);
      int kept = candidates == wanted ? 0 : Math.max(1, left);
      steps.add(new Step(100 * candidates / wanted, candidates, kept, most, rolling.bake(), false));
      if (candidates == wanted) {
        return new Plan(steps, false);
      }
    }
  }

  private static Duration lastBake(Strategy strategy) {
    return switch (strategy) {
      case Strategy.BlueGreen b -> b.bake();
      case Strategy.Canary c -> c.steps().getLast().bake();
      case Strategy.Rolling r -> r.bake();
    };
  }
}
