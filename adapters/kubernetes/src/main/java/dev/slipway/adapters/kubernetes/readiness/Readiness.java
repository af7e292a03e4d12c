package dev.slipway.adapters.kubernetes.readiness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether a target in a cluster is fit for production. */
public final class Readiness {
  private Readiness() {}

  /** Every check, in the order in which they are told. Asks the Prometheus servers that are named. */
  public static List<Finding> of(Facts facts, Around around, Instant now) {
    List<Finding> all = new ArrayList<>(new PodChecks(facts).all());
    all.addAll(new NamespaceChecks(facts).all());
    all.addAll(new DutyChecks(facts, around, around.prometheus().stream().map(Alerts::of).toList(), now).all());
    return all;
  }
}
