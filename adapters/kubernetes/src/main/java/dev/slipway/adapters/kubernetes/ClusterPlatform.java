package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.LogPart;
import dev.slipway.core.spi.Platform;
import dev.slipway.core.traffic.RouterSpec;
import java.util.Optional;
import java.util.Set;

/** Instances as pods of a team's own Deployment or StatefulSet, which is taken as it is. */
public abstract sealed class ClusterPlatform implements Platform permits KubernetesPlatform, OrderedPlatform {
  final Namespace namespace;
  final RouterSpec.Kubernetes spec;
  final Team team;
  final Kept kept;

  ClusterPlatform(Namespace namespace, RouterSpec.Kubernetes spec) {
    this.namespace = namespace;
    this.spec = spec;
    this.team = new Team(namespace, spec);
    this.kept = new Kept(namespace, spec.deployment());
  }

  /** What pods of an image would be like now. */
  abstract Blueprint blueprint(String image);

  /** Keeps what pods of an image would be like now, with the configuration that they name. */
  @Override
  public final Digest stage(Shipment artifact) {
    Blueprint blueprint = blueprint(artifact);
    kept.keep(blueprint);
    return blueprint.digest();
  }

  /** The digest under which what pods of an image would be like now would be kept; nothing is written. */
  public final Digest digest(Shipment artifact) {
    return blueprint(artifact).digest();
  }

  private Blueprint blueprint(Shipment artifact) {
    return switch (artifact) {
      case Shipment.PodImage(String image) -> blueprint(image);
      case Shipment.Files f -> throw new IllegalArgumentException("pods run images, not " + f.place());
      case Shipment.Image i -> throw new IllegalArgumentException("pods are not run by an engine: " + i.reference());
    };
  }

  /** Whether a release can be started again. */
  public final boolean keeps(Release release) {
    return kept.find(release.artifact()).isPresent();
  }

  /** Lets go of what is kept of all but these releases. */
  public final void sweep(Set<Digest> keep) {
    kept.sweep(keep);
  }

  /** What runs in what the team made; nothing when it runs nothing. */
  public abstract Optional<Standing> standing();

  /** Takes what the team made for a release, as it is. */
  public abstract void adopt(TargetId target, Release release);

  /** Refuses a target that somebody else rolls out to: whoever knows nothing of its releases would take them away. */
  public abstract void free(TargetId target);

  /** Refuses objects of the team's that cannot be used. */
  public abstract void check();

  @Override
  public final LogPart logs(TargetId target, InstanceId instance, Optional<String> after, int lines) {
    Optional<Instance> seen = observe(target).instances().stream().filter(i -> i.id().equals(instance)).findFirst();
    return PodLog.read(namespace, seen.flatMap(PodLog::pod), after, lines);
  }
}
