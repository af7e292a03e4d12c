package dev.slipway.core.analysis.foresight;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.strategy.Plan;
import java.util.ArrayList;
import java.util.List;

/** Says what a policy cannot do with the traffic there is: it warns, and never refuses. */
public final class Foresight {
  /** The failure that a policy is held against where nobody names one: a fiftieth of all requests. */
  public static final double USUAL_FAILURE = 0.02;

  private static final double CLEARLY_MORE = 10;

  private Foresight() {}

  /** The error rate that should be seen at the latest, where nobody names one: clearly more than stable's. */
  public static double usualFailure(Traffic traffic) {
    return Math.min(1, Math.max(USUAL_FAILURE, CLEARLY_MORE * traffic.errorRate()));
  }

  /**
   * What to warn of, in the order of the steps.
   *
   * @param plan of a rollout beside a stable release; with none there is nothing to compare with and nothing to warn of
   * @param failure error rate of a candidate that must not get through, 0–1
   */
  public static List<Warning> of(JudgePolicy policy, List<Trigger> triggers, Plan plan, Traffic traffic, double failure) {
    StepTraffic steps = new StepTraffic(plan, traffic);
    List<Warning> all = new ArrayList<>();
    if (policy.method() == JudgePolicy.Method.EVIDENCE) {
      all.addAll(EvidenceForesight.of(policy, steps, failure));
    }
    all.addAll(RuleForesight.triggers(triggers, steps));
    all.addAll(RuleForesight.gates(policy.gates(), steps));
    return List.copyOf(all);
  }
}
