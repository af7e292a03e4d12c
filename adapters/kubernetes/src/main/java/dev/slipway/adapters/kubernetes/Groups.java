package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Deployments of a target, each with the release that it runs, and their pods. */
final class Groups {
  private final Namespace namespace;

  Groups(Namespace namespace) {
    this.namespace = namespace;
  }

  /** By release, the Deployment that runs it. */
  Map<ReleaseId, Deployment> of(TargetId target) {
    Map<ReleaseId, Deployment> found = new LinkedHashMap<>();
    namespace.deployments().by(Namespace.BY_TARGET, target.toString()).stream().sorted(Comparator.comparing(d -> d.getMetadata().getName()))
        .forEach(d -> Marks.release(d).ifPresent(r -> found.putIfAbsent(r, d)));
    return found;
  }

  Optional<Deployment> of(TargetId target, ReleaseId release) {
    return Optional.ofNullable(of(target).get(release));
  }

  /** Whether it is Slipway's own, and not the team's that was adopted. */
  static boolean own(Deployment deployment) {
    return Marks.label(deployment, Names.TARGET).isPresent();
  }

  /** What tells the pods of a Deployment from all others, beside what the team's Service selects already. */
  static Map<String, String> mark(Deployment deployment) {
    Optional<String> adopted = Marks.annotation(deployment, Names.HASH).filter(h -> !own(deployment));
    return adopted.map(hash -> Map.of(Names.POD_TEMPLATE_HASH, hash))
        .orElseGet(() -> Marks.release(deployment).map(r -> Map.of(Names.RELEASE, Names.label(r))).orElse(Map.of()));
  }

  /** Pods of a Deployment, oldest first: when there are too many, Kubernetes ends the youngest. */
  List<Pod> pods(TargetId target, Deployment deployment) {
    List<Pod> pods = own(deployment)
        ? namespace.pods().by(Namespace.BY_TARGET, Names.label(target)).stream()
            .filter(p -> Marks.release(p).equals(Marks.release(deployment))).toList()
        : Marks.annotation(deployment, Names.HASH).map(h -> namespace.pods().by(Namespace.BY_HASH, h)).orElse(List.of());
    return sorted(pods);
  }

  /** Pods of a target whose Deployment is gone. */
  Map<ReleaseId, List<Pod>> orphans(TargetId target, Map<ReleaseId, Deployment> groups) {
    Map<ReleaseId, List<Pod>> left = new LinkedHashMap<>();
    for (Pod pod : sorted(namespace.pods().by(Namespace.BY_TARGET, Names.label(target)))) {
      Marks.release(pod).filter(r -> !groups.containsKey(r))
          .ifPresent(r -> left.computeIfAbsent(r, x -> new ArrayList<>()).add(pod));
    }
    return left;
  }

  private static List<Pod> sorted(List<Pod> pods) {
    return pods.stream().filter(p -> !over(p))
        .sorted(Comparator.<Pod, String>comparing(p -> p.getMetadata().getCreationTimestamp())
            .thenComparing(p -> p.getMetadata().getName()))
        .toList();
  }

  /** What was evicted or has ended stays listed for a while, as long as a minute, though nothing of it runs any more. */
  private static boolean over(Pod pod) {
    boolean ending = pod.getMetadata().getDeletionTimestamp() != null;
    List<ContainerStatus> containers = pod.getStatus().getContainerStatuses();
    boolean ended = !containers.isEmpty() && containers.stream().allMatch(c -> c.getState() != null && c.getState().getRunning() == null);
    return (ending && ended) || List.of("Failed", "Succeeded").contains(String.valueOf(pod.getStatus().getPhase()));
  }
}
