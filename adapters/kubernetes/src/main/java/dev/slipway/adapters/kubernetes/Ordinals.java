package dev.slipway.adapters.kubernetes;

import dev.slipway.adapters.kubernetes.SetSeen.Replica;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.traffic.Endpoint;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A StatefulSet's pods as instances, under their own ordinals. Where somebody else set another number of pods than instances were asked for,
 * each instance stands for an equal share of them, and is as well as the worst of it.
 */
final class Ordinals {
  private Ordinals() {}

  static List<Instance> of(StatefulSet set, SetSeen seen, Ports ports) {
    int asked = Marks.asked(set);
    Map<ReleaseId, List<Replica>> byRelease = new LinkedHashMap<>();
    seen.pods().forEach(p -> p.release().ifPresent(r -> byRelease.computeIfAbsent(r, x -> new ArrayList<>()).add(p)));
    List<Instance> all = new ArrayList<>();
    byRelease.forEach((release, pods) -> {
      int instances = asked == 0 || asked == seen.size() ? pods.size() : Math.ceilDiv(pods.size() * asked, seen.size());
      for (int i = 0; i < instances; i++) {
        int from = (int) ((long) i * pods.size() / instances);
        int to = Math.max(from + 1, (int) ((long) (i + 1) * pods.size() / instances));
        List<Replica> share = pods.subList(from, to);
        all.add(instance(new InstanceId(release, instances == pods.size() ? share.getFirst().ordinal() : i), share, ports));
      }
    });
    return all;
  }

  private static Instance instance(InstanceId id, List<Replica> share, Ports ports) {
    Replica worst = share.stream().filter(p -> !p.ready()).findFirst().orElse(share.getFirst());
    PodState state = PodState.of(worst.pod());
    int restarts = share.stream().mapToInt(p -> PodState.of(p.pod()).restarts()).sum();
    Optional<Endpoint> endpoint = Optional.ofNullable(worst.pod().getStatus().getPodIP()).filter(ip -> !ip.isEmpty())
        .flatMap(ip -> ports.of(worst.pod()).map(port -> new Endpoint(ip, port)));
    return new Instance(id, state.condition(), endpoint, restarts, 0, 0, 0,
        "pod " + worst.pod().getMetadata().getName() + ": " + state.detail(), state.oomKills());
  }
}
