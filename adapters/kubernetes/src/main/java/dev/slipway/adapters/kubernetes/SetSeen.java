package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateStatefulSetStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A StatefulSet with its pods.
 *
 * @param size how many pods it is to have
 * @param template the release that new pods at and above the partition are of; absent where somebody else wrote it
 * @param current the release that pods below it are of
 * @param settled whether Kubernetes takes both for the same
 * @param partition the lowest ordinal that is replaced
 * @param pods by ordinal
 */
record SetSeen(
    int size, Optional<ReleaseId> template, Optional<ReleaseId> current, boolean settled, int partition, List<Replica> pods) {
  /** Kubernetes' own label of pods of a StatefulSet with one template. */
  static final String REVISION = "controller-revision-hash";

  /** One of its pods. */
  record Replica(int ordinal, Pod pod, Optional<ReleaseId> release) {
    boolean ready() {
      return PodState.of(pod).condition() == Condition.READY;
    }

    boolean ending() {
      return pod.getMetadata().getDeletionTimestamp() != null;
    }

    boolean of(ReleaseId other) {
      return release.equals(Optional.of(other));
    }
  }

  static SetSeen of(StatefulSet set, List<Pod> all) {
    Optional<StatefulSetStatus> status = Optional.ofNullable(set.getStatus());
    Optional<String> currentRevision = status.map(StatefulSetStatus::getCurrentRevision);
    Optional<String> updateRevision = status.map(StatefulSetStatus::getUpdateRevision);
    List<Replica> pods = all.stream().filter(p -> owns(set, p)).map(p -> new Replica(ordinal(p), p, release(set, p)))
        .sorted(Comparator.comparing(Replica::ordinal)).toList();
    Optional<ReleaseId> template = Optional.ofNullable(set.getSpec().getTemplate().getMetadata()).map(m -> m.getAnnotations())
        .map(a -> a.get(Names.RELEASE)).map(ReleaseId::new).or(() -> adopted(set, updateRevision));
    Optional<ReleaseId> current = pods.stream().filter(r -> Marks.label(r.pod(), REVISION).equals(currentRevision)).findFirst()
        .flatMap(Replica::release).or(() -> template);
    boolean seen = status.filter(s -> Objects.equals(s.getObservedGeneration(), set.getMetadata().getGeneration())).isPresent();
    return new SetSeen(Objects.requireNonNullElse(set.getSpec().getReplicas(), 1), template, current,
        seen && currentRevision.equals(updateRevision), partition(set), pods);
  }

  static int partition(StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getUpdateStrategy()).map(StatefulSetUpdateStrategy::getRollingUpdate)
        .map(RollingUpdateStatefulSetStrategy::getPartition).orElse(0);
  }

  private static boolean owns(StatefulSet set, Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(o -> o.getKind().equals("StatefulSet") && o.getName().equals(set.getMetadata().getName()));
  }

  private static int ordinal(Pod pod) {
    String name = pod.getMetadata().getName();
    return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
  }

  private static Optional<ReleaseId> release(StatefulSet set, Pod pod) {
    return Marks.release(pod).or(() -> adopted(set, Marks.label(pod, REVISION)));
  }

  private static Optional<ReleaseId> adopted(StatefulSet set, Optional<String> revision) {
    return revision.isPresent() && Marks.annotation(set, Names.HASH).equals(revision) ? Marks.release(set) : Optional.empty();
  }
}
