package dev.slipway.adapters.kubernetes;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Instances that leave. Kubernetes would start one that died meanwhile again, and again; it is let go instead. A kubelet may have started
 * it so soon that its death is seen by its count alone.
 */
final class Leavers {
  private final Map<InstanceId, Integer> restartsAtFirst = new HashMap<>();

  /** Those of them that are to stay a while. */
  synchronized List<InstanceId> staying(Set<InstanceId> leaving, List<Instance> seen) {
    restartsAtFirst.keySet().retainAll(leaving);
    return leaving.stream().filter(id -> seen.stream().anyMatch(i -> i.id().equals(id) && lives(i))).toList();
  }

  private boolean lives(Instance instance) {
    boolean ended = instance.condition() == Condition.DEAD || instance.condition() == Condition.STOPPING;
    return !ended && instance.restarts() <= restartsAtFirst.computeIfAbsent(instance.id(), id -> instance.restarts());
  }
}
