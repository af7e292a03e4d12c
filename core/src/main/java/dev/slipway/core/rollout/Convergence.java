package dev.slipway.core.rollout;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which instances should exist now, given what is wanted and what was seen. An instance is let go only after the router has read back
 * that it gets nothing more and has nothing left.
 *
 * @param kept instances that serve their release
 * @param leaving instances that are not wanted and still drain
 * @param running the kept and those to start: what the platform is asked to run
 */
public record Convergence(Set<InstanceId> kept, Set<InstanceId> leaving, Map<InstanceId, Release> running) {

  /** Works it out. */
  public static Convergence of(Wants wants, PlatformSeen platform, Optional<RouterSeen> router) {
    Set<InstanceId> kept = new HashSet<>();
    Set<InstanceId> leaving = new HashSet<>();
    Map<InstanceId, Release> running = new LinkedHashMap<>();
    Map<ReleaseId, List<Instance>> present = byRelease(platform);
    for (Map.Entry<ReleaseId, List<Instance>> entry : present.entrySet()) {
      Wants.Group group = wants.groups().get(entry.getKey());
      int room = group == null ? 0 : group.instances();
      for (Instance instance : entry.getValue()) {
        if (instance.condition() == Condition.STOPPING) {
          continue;
        }
        if (group != null && kept(kept, instance, room)) {
          room--;
          running.put(instance.id(), group.release());
        } else if (!letGo(instance, router)) {
          leaving.add(instance.id());
        }
      }
    }
    start(wants, platform, kept, running);
    return new Convergence(Set.copyOf(kept), Set.copyOf(leaving), running);
  }

  private static boolean kept(Set<InstanceId> kept, Instance instance, int room) {
    return room > 0 && kept.add(instance.id());
  }

  /** Ready ones are kept first, then the lowest ordinals. */
  private static Map<ReleaseId, List<Instance>> byRelease(PlatformSeen platform) {
    Map<ReleaseId, List<Instance>> present = new LinkedHashMap<>();
    for (Instance instance : platform.instances()) {
      present.computeIfAbsent(instance.id().release(), r -> new ArrayList<>()).add(instance);
    }
    Comparator<Instance> order =
        Comparator.<Instance, Integer>comparing(i -> i.condition() == Condition.READY ? 0 : 1)
            .thenComparing(i -> i.id().ordinal());
    present.values().forEach(list -> list.sort(order));
    return present;
  }

  private static boolean letGo(Instance instance, Optional<RouterSeen> router) {
    if (router.isEmpty()) {
      return false;
    }
    RouterSeen seen = router.get();
    if (seen.busy().contains(instance.id())) {
      return false;
    }
    boolean listed =
        seen.table().routes().stream()
            .flatMap(r -> r.backends().stream())
            .anyMatch(b -> b.instance().equals(instance.id()) && !b.draining());
    return !listed;
  }

  private static void start(Wants wants, PlatformSeen platform, Set<InstanceId> kept, Map<InstanceId, Release> running) {
    int room = wants.maxInstances() - count(wants, platform);
    Map<InstanceId, Condition> conditions = new HashMap<>();
    platform.instances().forEach(i -> conditions.put(i.id(), i.condition()));
    for (Wants.Group group : wants.groups().values()) {
      int missing = group.mayStart() ? group.instances() - count(kept, group.release().id()) : 0;
      for (int ordinal = 0; missing > 0 && room > 0 && ordinal < 10_000; ordinal++) {
        InstanceId id = new InstanceId(group.release().id(), ordinal);
        if (!conditions.containsKey(id)) {
          running.put(id, group.release());
          missing--;
          room--;
        }
      }
    }
  }

  /** Instances of releases that are no part of the plan any more do not hold it up while they drain. */
  private static int count(Wants wants, PlatformSeen platform) {
    int n = 0;
    for (Instance instance : platform.instances()) {
      if (wants.groups().containsKey(instance.id().release())) {
        n++;
      }
    }
    return n;
  }

  private static int count(Set<InstanceId> kept, ReleaseId release) {
    int n = 0;
    for (InstanceId id : kept) {
      if (id.release().equals(release)) {
        n++;
      }
    }
    return n;
  }
}
