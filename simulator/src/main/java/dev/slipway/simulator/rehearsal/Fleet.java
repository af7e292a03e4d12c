package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.Batch;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.Wants;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.LatencyHistogram;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Instances that become ready after a while and never fail: what is rehearsed is the judge, not the platform. */
final class Fleet {
  private static final Endpoint SOMEWHERE = new Endpoint("127.0.0.1", 1);

  private static final double CPU = 0.3;
  private static final double MEMORY = 0.3;

  private final Duration readyAfter;
  private final Map<ReleaseId, List<Instant>> readyAt = new LinkedHashMap<>();
  private PlatformSeen seen = new PlatformSeen(List.of());
  private Instant changes = Instant.MAX;

  Fleet(Duration readyAfter) {
    this.readyAfter = readyAfter;
  }

  /** Instances that were there before. */
  void standing(ReleaseId release, int instances) {
    readyAt.put(release, new ArrayList<>(java.util.Collections.nCopies(instances, Instant.MIN)));
    changes = Instant.MIN;
  }

  /** Starts what is missing and stops what is too much. */
  void converge(Wants wants, Instant now) {
    readyAt.keySet().removeIf(r -> {
      boolean gone = !wants.groups().containsKey(r);
      changes = gone ? now : changes;
      return gone;
    });
    wants.groups().forEach((release, group) -> resize(readyAt.computeIfAbsent(release, r -> new ArrayList<>()), group.instances(), now));
  }

  private void resize(List<Instant> instances, int wanted, Instant now) {
    while (instances.size() > wanted) {
      instances.removeLast();
      changes = now;
    }
    while (instances.size() < wanted) {
      instances.add(now.plus(readyAfter));
      changes = now;
    }
  }

  /** When the next one becomes ready, if any will. */
  Optional<Instant> nextReady(Instant now) {
    return readyAt.values().stream().flatMap(List::stream).filter(at -> at.isAfter(now)).min(Instant::compareTo);
  }

  /** What a batch says of one release's instances, without any requests. */
  Batch.Sample sample(Release release, int wanted, Instant now) {
    PlatformSeen shown = look(now);
    boolean any = shown.instances().stream().anyMatch(i -> i.id().release().equals(release.id()));
    return new Batch.Sample(
        true, 0, 0, LatencyHistogram.empty(), wanted, shown.ready(release.id()), 0, any ? CPU : 0, any ? MEMORY : 0);
  }

  /** What the platform shows. */
  PlatformSeen look(Instant now) {
    if (now.isBefore(changes)) {
      return seen;
    }
    List<Instance> instances = new ArrayList<>();
    readyAt.forEach((release, all) -> {
      for (int i = 0; i < all.size(); i++) {
        Condition condition = all.get(i).isAfter(now) ? Condition.STARTING : Condition.READY;
        instances.add(new Instance(new InstanceId(release, i), condition, Optional.of(SOMEWHERE), 0, CPU, 1 << 26, MEMORY, ""));
      }
    });
    seen = new PlatformSeen(instances);
    changes = nextReady(now).orElse(Instant.MAX);
    return seen;
  }
}
