package dev.slipway.core.analysis;

import dev.slipway.core.analysis.evidence.RateTest;
import java.util.function.DoubleSupplier;

/**
 * Whether a step is surely neither failing nor passing, so that its verdict need not be asked. It takes a small part of what a verdict
 * takes, for most batches change nothing; what it is not sure of is left to the judge.
 */
public final class Undecided {
  /** Far more than the sums of a grid are rounded by. */
  private static final double ROUNDING = 1e-9;

  private Undecided() {}

  /** Sure that the judge would neither fail nor pass this watch. */
  public static boolean surely(Watch watch, JudgedStep step) {
    boolean over = watch.covered().compareTo(step.bake()) >= 0;
    if (fired(watch) || over && !step.policy().gates().isEmpty()) {
      return false;
    }
    return switch (step.policy().method()) {
      case EVIDENCE -> step.baseline() ? !mayFail(watch, step) && !(over && mayPass(watch, step)) : !over;
      case KAYENTA, TRIGGERS -> !over;
    };
  }

  private static boolean fired(Watch watch) {
    for (TriggerProgress trigger : watch.triggers()) {
      if (trigger.fired()) {
        return true;
      }
    }
    for (OwnMetric own : watch.own()) {
      if (own.triggers().stream().anyMatch(MetricTriggerProgress::fired)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayFail(Watch watch, JudgedStep step) {
    Evidence evidence = watch.evidence();
    int rates = 0;
    for (OwnMetric own : watch.own()) {
      rates += own.judged() ? 1 : 0;
    }
    AlphaBudget budget = AlphaBudget.of(step.policy(), step.attempt(), rates);
    if (reaches(evidence.errors()::lnFailingAtMost, evidence.errors()::lnFailing, budget.errors())) {
      return true;
    }
    if (evidence.latency().filter(l -> reaches(l::lnFailingAtMost, l::lnFailing, budget.latency())).isPresent()) {
      return true;
    }
    for (OwnMetric own : watch.own()) {
      if (own.judged() && reaches(own.test()::lnFailingAtMost, own.test()::lnFailing, budget.custom())) {
        return true;
      }
    }
    return Harm.surpassed(watch, step);
  }

  private static boolean mayPass(Watch watch, JudgedStep step) {
    RateTest errors = watch.evidence().errors();
    return reaches(errors::lnPassingAtMost, errors::lnPassing, step.policy().beta());
  }

  /** Whether evidence may suffice: what it is at most is asked first, for that costs no exponential. */
  private static boolean reaches(DoubleSupplier atMost, DoubleSupplier exactly, double share) {
    double needed = -StrictMath.log(share) - ROUNDING;
    return atMost.getAsDouble() >= needed && exactly.getAsDouble() >= needed;
  }
}
