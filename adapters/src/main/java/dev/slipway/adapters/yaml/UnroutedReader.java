package dev.slipway.adapters.yaml;

import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.RouterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an environment without traffic to move may say of its rollouts: a worker, and a StatefulSet. */
final class UnroutedReader {
  private UnroutedReader() {}

  /** The policy as it is there; what has no meaning is refused where it is written. */
  static Policy suited(Section environment, Optional<RouterSpec.Kubernetes> cluster, Policy policy) {
    if (cluster.isEmpty() || cluster.get().movesTraffic()) {
      return policy;
    }
    for (String key : List.of("drain", "validate", "listen")) {
      environment.value(key).ifPresent(v -> v.fault(Fault.CONTRADICTION, v.path() + " has no effect where no traffic is moved",
          "leave it out: what a pod finishes before it ends is up to its terminationGracePeriodSeconds"));
    }
    if (!policy.keepStable().isZero() && written(environment).isPresent()) {
      written(environment).get().fault(
          Fault.CONTRADICTION, "keep-stable would let the old instances go on working beside the new ones", "leave it out");
    }
    if (cluster.get().inOrder()) {
      inOrder(environment, policy.strategy());
    }
    return new Policy(
        policy.strategy(), policy.triggers(), policy.checks(), Duration.ZERO, policy.progressDeadline(), policy.onNoData(), policy.judge(),
        policy.before(), policy.after(), policy.afterRollback(), Optional.empty());
  }

  private static Optional<Value> written(Section environment) {
    return environment.value("keep-stable").or(() -> environment.sectionIfMap("strategy").flatMap(s -> s.value("keep-stable")));
  }

  private static void inOrder(Section environment, Strategy strategy) {
    boolean rolling = strategy instanceof Strategy.Rolling r && r.surge() > 0;
    if (!rolling) {
      environment.problems().add(
          Fault.CONTRADICTION, environment.value("strategy").map(Value::keyAt).orElse(environment.headAt()),
          environment.path() + " is a StatefulSet, whose pods are replaced one by one with none beside them",
          "write strategy: rolling, or strategy: { rolling: { bake: 1m } }, without surge");
    }
  }
}
