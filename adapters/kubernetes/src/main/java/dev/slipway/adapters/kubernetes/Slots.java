package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.traffic.Endpoint;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A Deployment's pods as instances: as many as were asked for. Where somebody else, as an autoscaler, set another number of pods, each
 * instance stands for an equal share of them, and is as well as the worst of its share: the number is respected, and rollouts reckon on.
 */
final class Slots {
  private Slots() {}

  /** Pods of one release; where the Deployment is absent, Kubernetes ends all that are left of it. */
  static List<Instance> of(ReleaseId release, Optional<Deployment> deployment, List<Pod> pods, Ports ports) {
    List<Pod> alive = pods.stream().filter(p -> deployment.isPresent() && p.getMetadata().getDeletionTimestamp() == null).toList();
    List<Pod> ending = pods.stream().filter(p -> !alive.contains(p)).toList();
    int asked = deployment.map(Marks::asked).orElse(0);
    int made = deployment.map(d -> Objects.requireNonNullElse(d.getSpec().getReplicas(), 1)).orElse(0);
    List<Instance> slots = new ArrayList<>();
    for (int i = 0; i < asked; i++) {
      slots.add(slot(new InstanceId(release, i), share(alive, i, asked, made), deployment.orElseThrow(), made, ports));
    }
    int next = asked;
    for (Pod pod : ending) {
      slots.add(instance(new InstanceId(release, next++), pod, PodState.of(pod).ending(), ports, 0));
    }
    return slots;
  }

  private static List<Pod> share(List<Pod> alive, int slot, int asked, int made) {
    int from = (int) ((long) slot * made / asked);
    int to = Math.max(from + 1, (int) ((long) (slot + 1) * made / asked));
    return made == 0 || from >= alive.size() ? List.of() : alive.subList(from, Math.min(to, alive.size()));
  }

  private static Instance slot(InstanceId id, List<Pod> share, Deployment deployment, int made, Ports ports) {
    if (share.isEmpty()) {
      boolean scaled = made == 0;
      String why = scaled ? "SLW-3223 somebody else scaled Deployment " + deployment.getMetadata().getName() + " to 0"
          : failure(deployment).orElse("its pod is about to be made");
      return new Instance(id, scaled ? Condition.UNREADY : Condition.STARTING, Optional.empty(), 0, 0, 0, 0, why);
    }
    Pod worst = share.getFirst();
    int restarts = 0;
    for (Pod pod : share) {
      PodState state = PodState.of(pod);
      restarts += state.restarts();
      worst = rank(state) > rank(PodState.of(worst)) ? pod : worst;
    }
    PodState state = PodState.of(worst);
    return instance(id, worst, state, ports, restarts - state.restarts());
  }

  private static int rank(PodState state) {
    return switch (state.condition()) {
      case READY -> 0;
      case STARTING -> 1;
      case UNREADY -> 2;
      case DEAD -> 3;
      case STOPPING -> 4;
    };
  }

  private static Instance instance(InstanceId id, Pod pod, PodState state, Ports ports, int others) {
    Optional<Endpoint> endpoint = Optional.ofNullable(pod.getStatus().getPodIP()).filter(ip -> !ip.isEmpty())
        .flatMap(ip -> ports.of(pod).map(port -> new Endpoint(ip, port)));
    return new Instance(
        id, state.condition(), endpoint, state.restarts() + others, 0, 0, 0, "pod " + pod.getMetadata().getName() + ": " + state.detail(),
        state.oomKills());
  }

  /** Why the cluster makes no pods, as it says on the Deployment. */
  static Optional<String> failure(Deployment deployment) {
    return Optional.ofNullable(deployment.getStatus()).stream().flatMap(s -> s.getConditions().stream())
        .filter(c -> "ReplicaFailure".equals(c.getType()) && "True".equals(c.getStatus()))
        .map(c -> (ClusterFault.ofQuota(String.valueOf(c.getMessage())) ? "SLW-3205 a quota of the namespace forbids its pod: "
            : "SLW-3224 the cluster makes no pod: ") + c.getMessage())
        .findFirst();
  }
}
