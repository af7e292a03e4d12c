package dev.slipway.server.status;

import dev.slipway.core.analysis.Evidence;
import dev.slipway.core.analysis.Finding;
import dev.slipway.core.analysis.JudgedStep;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.analysis.evidence.Known;
import dev.slipway.core.analysis.evidence.Pair;
import java.util.Optional;

/**
 * How many requests more it takes to show that a candidate is as good, if it is: the test itself is shown that many requests with as
 * many errors as stable's rate lets expect. For people only: nothing is decided from it.
 */
final class Outlook {
  private static final long MOST_REQUESTS = 100_000_000;

  private Outlook() {}

  /** Candidate requests that are still needed; empty where no number of them would do. */
  static Optional<Long> requestsLeft(Watch watch, JudgedStep step, Finding errors) {
    long least = Math.max(0, step.policy().leastRequests() - watch.requests());
    if (errors.passing()) {
      return Optional.of(least);
    }
    long beyond = 1;
    while (beyond < MOST_REQUESTS && after(watch.evidence(), step, errors, beyond) < errors.lnPassingNeeded()) {
      beyond *= 2;
    }
    if (beyond >= MOST_REQUESTS) {
      return Optional.empty();
    }
    long under = beyond / 2;
    while (beyond - under > 1) {
      long middle = under + (beyond - under) / 2;
      if (after(watch.evidence(), step, errors, middle) < errors.lnPassingNeeded()) {
        under = middle;
      } else {
        beyond = middle;
      }
    }
    return Optional.of(Math.max(least, beyond));
  }

  private static double after(Evidence evidence, JudgedStep step, Finding errors, long requests) {
    if (step.concurrent() && step.weight() > 0) {
      double beside = requests * (100.0 - step.weight()) / step.weight();
      double rate = known(evidence, errors).rate();
      return evidence.errors().beside(step.policy().errors(), new Pair(requests * rate, requests, beside * rate, beside), errors.burst())
          .lnPassing();
    }
    Known stable = known(evidence, errors);
    return evidence.errors().alone(step.policy().errors(), new Pair(requests * stable.rate(), requests, 0, 0), errors.burst(), stable)
        .lnPassing();
  }

  private static Known known(Evidence evidence, Finding errors) {
    Pair total = evidence.total();
    return Known.of(evidence.before().errors() + total.stableEvents(), evidence.before().requests() + total.stableTotal(), errors.burst());
  }
}
