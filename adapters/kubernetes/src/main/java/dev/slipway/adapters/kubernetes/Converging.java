package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the Deployments of a target as large as is asked, each with one write at most, and only where what is asked has changed. */
final class Converging {
  private static final int MOST_TRIES = 5;

  private final Team team;
  private final Groups groups;
  private final Making making;
  private final Leavers leavers = new Leavers();

  Converging(Team team, Groups groups, Kept kept) {
    this.team = team;
    this.groups = groups;
    this.making = new Making(team, kept);
  }

  void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch, List<Instance> seen) {
    retrying(target, team.spec().deployment(), epoch, () -> admit(target, groups.of(target), epoch, running.isEmpty()));
    Map<ReleaseId, Deployment> there = groups.of(target);
    Map<ReleaseId, Integer> wanted = new LinkedHashMap<>();
    Map<ReleaseId, Release> releases = new HashMap<>();
    running.forEach((id, release) -> {
      wanted.merge(id.release(), 1, Integer::sum);
      releases.put(id.release(), release);
    });
    leavers.staying(leaving, seen).forEach(id -> wanted.merge(id.release(), 1, Integer::sum));
    List<OutsideException> failures = new ArrayList<>();
    there.forEach((release, deployment) ->
        attempt(failures, () -> resize(target, deployment, wanted.getOrDefault(release, 0), epoch, there)));
    releases.forEach((id, release) -> {
      if (!there.containsKey(id)) {
        attempt(failures, () -> making.create(target, release, wanted.getOrDefault(id, 0), epoch, there));
      }
    });
    if (running.isEmpty()) {
      attempt(failures, () -> new GivingBack(team, groups).deployment(target));
    }
    if (!failures.isEmpty()) {
      failures.stream().skip(1).forEach(failures.getFirst()::addSuppressed);
      throw failures.getFirst();
    }
  }

  /** One release that cannot be helped must not keep the others waiting. */
  private static void attempt(List<OutsideException> failures, Runnable effect) {
    try {
      effect.run();
    } catch (OutsideException e) {
      failures.add(e);
    }
  }

  /** Refuses an older epoch, and writes down a newer one before anything is done under it. */
  private void admit(TargetId target, Map<ReleaseId, Deployment> there, long epoch, boolean down) {
    Deployment anchor = team.deployment();
    long highest = Math.max(Marks.epoch(anchor), there.values().stream().mapToLong(Marks::epoch).max().orElse(0));
    Optional<String> other = Marks.annotation(anchor, Names.TARGET).filter(t -> !t.equals(target.toString()));
    if (other.isPresent()) {
      throw new OutsideException("SLW-3216", "Deployment " + anchor.getMetadata().getName() + " belongs to " + other.get()
          + ClusterFault.HELD + ". Give each target a Deployment of its own, or take that one down: slipway remove");
    }
    if (epoch < highest) {
      throw older(target, epoch, highest);
    }
    if (Marks.epoch(anchor) < epoch || Marks.annotation(anchor, Names.TARGET).isEmpty() && !down) {
      var unused = team.namespace().patch(team.namespace().deployments(), anchor, Merge.of(anchor)
          .annotation(Names.TARGET, target.toString()).annotation(Names.EPOCH, Long.toString(epoch)).text());
    }
  }

  private static OutsideException older(TargetId target, long epoch, long highest) {
    return new OutsideException("SLW-3213", "epoch " + epoch + " of " + target + " was refused: epoch " + highest + " works on it"
        + ClusterFault.HELD + "; another server has taken over");
  }

  /** The status of a Deployment changes all the time, and with it its version: what was read may be a moment old. */
  private void retrying(TargetId target, String deployment, long epoch, Runnable effect) {
    for (int tries = 1; ; tries++) {
      try {
        effect.run();
        return;
      } catch (OutsideException e) {
        if (!e.code().equals(ClusterFault.CONFLICT) || tries == MOST_TRIES) {
          throw e;
        }
        refresh(target, deployment, epoch);
      }
    }
  }

  private void resize(TargetId target, Deployment seen, int wanted, long epoch, Map<ReleaseId, Deployment> there) {
    String name = seen.getMetadata().getName();
    retrying(target, name, epoch,
        () -> team.namespace().deployments().get(name).ifPresent(d -> resizeOnce(target, d, wanted, epoch, there)));
  }

  private void refresh(TargetId target, String name, long epoch) {
    Namespace namespace = team.namespace();
    Optional<Deployment> stale = namespace.deployments().get(name);
    stale.ifPresent(d -> namespace.refresh(namespace.deployments(), d));
    long highest = namespace.deployments().get(name).map(Marks::epoch).orElse(0L);
    if (highest > epoch) {
      throw older(target, epoch, highest);
    }
  }

  private void resizeOnce(TargetId target, Deployment deployment, int wanted, long epoch, Map<ReleaseId, Deployment> there) {
    Namespace namespace = team.namespace();
    if (wanted == 0 && Groups.own(deployment)) {
      var unused = namespace.cluster().call("delete deployment " + deployment.getMetadata().getName(), () -> namespace.client().apps()
          .deployments().inNamespace(namespace.name()).withName(deployment.getMetadata().getName())
          .lockResourceVersion(deployment.getMetadata().getResourceVersion()).delete());
      namespace.deployments().forget(deployment.getMetadata().getName());
      new Telling(namespace).told(team.deployment(), target, "ReleaseEnded", deployment.getMetadata().getName() + " is deleted");
      return;
    }
    Merge merge = Merge.of(deployment);
    if (Marks.epoch(deployment) < epoch) {
      merge.annotation(Names.EPOCH, Long.toString(epoch));
    }
    if (!Groups.own(deployment) && !Boolean.TRUE.equals(deployment.getSpec().getPaused())) {
      merge.spec("paused", true);
    }
    if (Marks.asked(deployment) != wanted) {
      int pods = wanted == 0 ? 0 : Sizes.of(wanted, there.values(), deployment);
      merge.annotation(Names.ASKED, Integer.toString(wanted)).spec("replicas", pods);
    }
    if (!merge.isEmpty()) {
      var unused = namespace.patch(namespace.deployments(), deployment, merge.text());
    }
  }
}
