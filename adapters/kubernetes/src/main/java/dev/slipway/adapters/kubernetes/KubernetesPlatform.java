package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.LogPart;
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
final class KubernetesPlatform implements ClusterPlatform {
  private final Namespace namespace;
  private final RouterSpec.Kubernetes spec;
  private final Team team;
  private final Groups groups;
  private final Kept kept;
  private final Converging converging;

  KubernetesPlatform(Namespace namespace, RouterSpec.Kubernetes spec) {
    this.namespace = namespace;
    this.spec = spec;
    this.team = new Team(namespace, spec);
    this.groups = new Groups(namespace);
    this.kept = new Kept(namespace, spec.deployment());
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

  /** Keeps what pods of an image would be like now, with the configuration that they name. */
  @Override
  public Digest stage(Shipment artifact) {
    Blueprint blueprint = blueprint(artifact);
    kept.keep(blueprint);
    return blueprint.digest();
  }

  @Override
  public Digest digest(Shipment artifact) {
    return blueprint(artifact).digest();
  }

  private Blueprint blueprint(Shipment artifact) {
    return switch (artifact) {
      case Shipment.PodImage(String image) -> {
        Deployment like = team.deployment();
        yield Blueprint.of(namespace, like, like.getSpec().getTemplate(), spec.container(), Optional.of(image));
      }
      case Shipment.Files f -> throw new IllegalArgumentException("pods run images, not " + f.place());
      case Shipment.Image i -> throw new IllegalArgumentException("pods are not run by an engine: " + i.reference());
    };
  }

  @Override
  public boolean keeps(Release release) {
    return kept.find(release.artifact()).isPresent();
  }

  @Override
  public void sweep(Set<Digest> keep) {
    kept.sweep(keep);
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
  public LogPart logs(TargetId target, InstanceId instance, Optional<String> after, int lines) {
    Optional<Instance> seen = observe(target).instances().stream().filter(i -> i.id().equals(instance)).findFirst();
    return PodLog.read(namespace, seen.flatMap(PodLog::pod), after, lines);
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
