package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.Evidence;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.rollout.Cause;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.simulator.Violations;
import java.util.List;
import java.util.Optional;

/**
 * What a verdict stands on: it follows from the journaled inputs alone (21), fails only at the threshold that its attempt has left (14)
 * and then at once (10), and passes only on evidence for this very step (3, 13).
 */
final class Grounds {
  private static final double TOLERANCE = 1e-6;
  private static final double LN_NOTHING = 0;
  private static final double ERRORS = 0.5;
  private static final double LATENCY = 0.4;
  private static final double OF_THEIR_OWN = 0.1;

  private final Violations violations;

  Grounds(Violations violations) {
    this.violations = violations;
  }

  /** The engine's evidence; after a shift that of the step begins anew. */
  void compare(Recount own, Evidence engines, boolean shifted) {
    same("errors", own.lnFailing(), engines.errors().lnFailing());
    same("split", shifted ? LN_NOTHING : own.lnOff(), engines.split().lnOff());
    same("passing", shifted ? LN_NOTHING : own.lnPassing(), engines.errors().lnPassing());
    engines.latency().ifPresent(l -> same("latency", own.lnSlower(), l.lnFailing()));
  }

  private void same(String what, double own, double engines) {
    if (Math.abs(own - engines) > TOLERANCE * (1 + Math.abs(own))) {
      violations.broken("21", "evidence of " + what + " is " + engines + ", and from the journaled inputs " + own);
    }
  }

  /** The verdict on a rollout whose content was sent back so often before. */
  void check(Rollout was, Optional<Rollout> is, List<Event> events, Recount own, int attempts) {
    JudgePolicy policy = was.policy().judge();
    boolean more = policy.metrics().stream().anyMatch(m -> m.form() instanceof Metric.Rate);
    double whole = ERRORS + (policy.latency().judged() ? LATENCY : 0) + (more ? OF_THEIR_OWN : 0);
    double alpha = policy.alpha() / Math.pow(2, attempts) / whole;
    double errorsNeeded = -Math.log(alpha * ERRORS);
    double latencyNeeded = -Math.log(alpha * LATENCY);
    boolean fails = own.lnFailing() > errorsNeeded + TOLERANCE || policy.latency().judged() && own.lnSlower() > latencyNeeded + TOLERANCE;
    if (fails && is.filter(Rollout::goingBack).isEmpty()) {
      violations.broken("10", "the evidence suffices against rollout " + was.id() + ", and it goes on");
    }
    for (Event event : events) {
      if (event instanceof Event.WentBack w && w.cause() instanceof Cause.Judged j) {
        failed(j.reason(), own, errorsNeeded, latencyNeeded);
      }
      if (event instanceof Event.Judged j && j.verdict() instanceof Verdict.Passing p) {
        passed(was, p, own);
      }
    }
  }

  private void failed(String reason, Recount own, double errorsNeeded, double latencyNeeded) {
    if (reason.endsWith(": rollback")) {
      return; // The user's policy says so of what is neither passing nor failing.
    }
    boolean early =
        reason.startsWith("error-rate: ") && own.lnFailing() < errorsNeeded - TOLERANCE
            || reason.startsWith("latency > ") && reason.contains(": the candidate") && own.lnSlower() < latencyNeeded - TOLERANCE;
    if (early) {
      violations.broken("14", "sent back before its threshold: " + reason);
    }
    if ((reason.startsWith("harm cap") || reason.startsWith("burn rate")) && !own.worseAtAll()) {
      violations.broken("14", "sent back although stable was no better: " + reason);
    }
  }

  private void passed(Rollout was, Verdict.Passing verdict, Recount own) {
    boolean approved = was.approval().filter(a -> a.full() || a.step() == was.stepIndex()).isPresent();
    boolean meant = verdict.reason().endsWith("on-inconclusive: promote") || verdict.reason().endsWith("on-no-data: promote");
    boolean allowed = verdict.reason().endsWith("promote") && meant && allows(was, verdict.reason());
    if (approved || allowed || !(was.phase() instanceof Phase.Baking) || was.step().bake().isZero()) {
      return;
    }
    JudgePolicy policy = was.policy().judge();
    if (own.stepRequests() < Math.max(1, policy.leastRequests())) {
      violations.broken("13", "a step passed on " + own.stepRequests() + " requests of the candidate's");
    }
    if (own.lnPassing() < -Math.log(policy.beta()) - TOLERANCE) {
      violations.broken("3", "a step passed without the evidence for it: " + own.lnPassing());
    }
    if (own.lnOff() > -Math.log(policy.alpha()) + TOLERANCE) {
      violations.broken("3", "a step passed although the split was another");
    }
  }

  private static boolean allows(Rollout was, String reason) {
    return reason.endsWith("on-no-data: promote")
        ? was.policy().onNoData() == Otherwise.PROMOTE
        : was.policy().judge().onInconclusive() == Otherwise.PROMOTE;
  }
}
