package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.RouterSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Instances as pods. The team's own Deployment says what they are like and is the first release, as it is; every other release is a
 * Deployment of Slipway's beside it. All that Slipway knows is in annotations there, so that two servers, or one that is killed anywhere,
 * see the same.
 */
final class KubernetesPlatform extends ClusterPlatform {
  private final Groups groups;
  private final Converging converging;

  KubernetesPlatform(Namespace namespace, RouterSpec.Kubernetes spec) {
    super(namespace, spec);
    this.groups = new Groups(namespace);
    this.converging = new Converging(team, groups, kept);
  }

  @Override
  public PlatformSeen observe(TargetId target) {
    Map<ReleaseId, Deployment> there = groups.of(target);
    List<Instance> seen = new ArrayList<>();
    there.forEach((release, deployment) ->
        seen.addAll(Slots.of(release, Optional.of(deployment), groups.pods(target, deployment), team.ports())));
    groups.orphans(target, there).forEach((release, pods) -> seen.addAll(Slots.of(release, Optional.empty(), pods, team.ports())));
    return new PlatformSeen(seen);
  }

  @Override
  public synchronized void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch) {
    converging.converge(target, running, leaving, epoch, observe(target).instances());
  }

  @Override
  Blueprint blueprint(String image) {
    Deployment like = team.deployment();
    return Blueprint.of(namespace, like, like.getSpec().getTemplate(), spec.container(), Optional.of(image));
  }

  @Override
  public Optional<Standing> standing() {
    return new Adopting(team, kept).standing();
  }

  /** Its template is kept, and only annotations are written. */
  @Override
  public void adopt(TargetId target, Release release) {
    new Adopting(team, kept).adopt(target, release);
  }

  @Override
  public void free(TargetId target) {
    groups.of(target).values().stream().filter(Groups::own).findFirst().ifPresent(d -> {
      throw new OutsideException("SLW-3225", "Deployment " + d.getMetadata().getName() + " is a release of " + target
          + " that this Slipway knows nothing of: another one rolls out here, or the state of this one was lost" + ClusterFault.HELD
          + ". Go on with the other, or bring its state here: slipway state restore");
    });
  }

  @Override
  public void check() {
    Deployment deployment = team.deployment();
    var unused = Blueprint.main(deployment, deployment.getSpec().getTemplate(), spec.container());
    if (!spec.movesTraffic()) {
      return;
    }
    if (team.service().getSpec().getSelector() == null || team.service().getSpec().getSelector().isEmpty()) {
      throw new OutsideException("SLW-3217", "Service " + spec.service() + " selects no pods" + ClusterFault.HELD
          + ". Name the Service that requests come through, as platform: { kubernetes: { service: NAME } }");
    }
  }
}
