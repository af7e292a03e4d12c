package dev.slipway.core.analysis.foresight;

import static dev.slipway.core.analysis.foresight.StepTraffic.about;
import static dev.slipway.core.analysis.foresight.StepTraffic.lasting;
import static dev.slipway.core.analysis.foresight.StepTraffic.percent;
import static dev.slipway.core.analysis.foresight.StepTraffic.spell;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the judge of evidence cannot do with the traffic there is: see a failure in time, or let a good release pass. */
final class EvidenceForesight {
  /** A bake this much shorter than the mean time it takes is short for certain. */
  private static final double CLEARLY = 1;

  private EvidenceForesight() {}

  static List<Warning> of(JudgePolicy policy, StepTraffic steps, double failure) {
    List<Warning> all = new ArrayList<>(blind(policy, steps, failure));
    for (int i = 0; i < steps.steps().size(); i++) {
      all.addAll(stuck(policy, steps, i));
    }
    return all;
  }

  /** Evidence against the candidate adds up over the steps, so a step is blind until what came before and its own requests suffice. */
  private static List<Warning> blind(JudgePolicy policy, StepTraffic steps, double failure) {
    double share = 0;
    double needed = 0;
    for (int i = 0; i < steps.steps().size(); i++) {
      needed = RequestsNeeded.toFail(policy, steps.traffic().errorRate(), failure, steps.share(i));
      share += steps.requests(i) / needed;
      if (share >= CLEARLY || steps.steps().get(i).hold()) {
        return i == 0 ? List.of() : List.of(late(policy, steps, failure, i));
      }
    }
    String all = "all bakes together are too short to see " + percent(failure) + " errors: " + steps.name(steps.steps().size() - 1)
        + " has about "
        + about(steps.requests(steps.steps().size() - 1)) + " candidate requests, the evidence takes about " + about(needed);
    return List.of(new Warning("SLW-2501", 0, all, longer(policy, steps, failure)));
  }

  private static Warning late(JudgePolicy policy, StepTraffic steps, double failure, int seenIn) {
    double needed = RequestsNeeded.toFail(policy, steps.traffic().errorRate(), failure, steps.share(0));
    String text = steps.name(0) + " is too short to see " + percent(failure) + " errors: about " + about(steps.requests(0))
        + " candidate requests, the evidence takes about " + about(needed) + ". It would be seen "
        + (policy.onInconclusive() == Otherwise.HOLD ? "while that step holds, or in " : "in ") + steps.name(seenIn);
    return new Warning("SLW-2501", 1, text, longer(policy, steps, failure));
  }

  private static String longer(JudgePolicy policy, StepTraffic steps, double failure) {
    double needed = RequestsNeeded.toFail(policy, steps.traffic().errorRate(), failure, steps.share(0));
    if (needed == RequestsNeeded.NEVER) {
      return "It is no more than what judge.errors allows: lower its limits, or add a trigger";
    }
    return "Bake the first step for " + spell(lasting(1.5 * needed / steps.rate(0))) + ", or begin with a larger one";
  }

  /** A step that cannot collect what passing takes ends as the policy says of inconclusive. */
  private static List<Warning> stuck(JudgePolicy policy, StepTraffic steps, int step) {
    double baseline = steps.traffic().errorRate();
    double needed = RequestsNeeded.toPass(policy, baseline, baseline, steps.share(step));
    double expected = steps.requests(step);
    if (steps.unwatched(step) || expected >= needed * CLEARLY) {
      return List.of();
    }
    String head = steps.name(step) + " is too short for a good release to pass: about " + about(expected)
        + " candidate requests, passing takes about ";
    if (needed == RequestsNeeded.NEVER) {
      return List.of(new Warning("SLW-2502", step + 1, head
          + "more than there will ever be: stable itself fails too often for the limits of judge.errors", "Raise them"));
    }
    Duration enough = lasting(needed / steps.rate(step));
    String then =
        switch (policy.onInconclusive()) {
          case HOLD -> "It would hold for " + spell(enough.minus(steps.steps().get(step).bake())) + " more";
          case PROMOTE -> "It would go on without evidence, as on-inconclusive says";
          case ROLLBACK -> "It would go back, as on-inconclusive says";
        };
    return List.of(new Warning("SLW-2502", step + 1, head + about(needed) + ". " + then, "Bake it for "
        + spell(enough.multipliedBy(5).dividedBy(4)) + ", or give it more traffic"));
  }
}
