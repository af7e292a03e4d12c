package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.RouterSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Instances as pods of a StatefulSet: each takes the place, the name and the disk of the one before, so both releases are in one object.
 * Its template is the candidate's while it is tried, and the partition says how far it has come.
 */
final class OrderedPlatform extends ClusterPlatform {
  private final OrderedSteps steps;

  OrderedPlatform(Namespace namespace, RouterSpec.Kubernetes spec) {
    super(namespace, spec);
    this.steps = new OrderedSteps(team, kept);
  }

  @Override
  public PlatformSeen observe(TargetId target) {
    StatefulSet set = team.set();
    return new PlatformSeen(Marks.of(set, target) ? Ordinals.of(set, SetSeen.of(set, namespace.pods().all()), team.ports()) : List.of());
  }

  @Override
  public synchronized void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch) {
    steps.converge(target, running, epoch);
  }

  @Override
  Blueprint blueprint(String image) {
    return SetAdoption.blueprint(team, Optional.of(image));
  }

  @Override
  public Optional<Standing> standing() {
    return new SetAdoption(team, kept).standing();
  }

  @Override
  public void adopt(TargetId target, Release release) {
    new SetAdoption(team, kept).adopt(target, release);
  }

  @Override
  public void free(TargetId target) {
    if (Marks.of(team.set(), target)) {
      throw new OutsideException("SLW-3225", "StatefulSet " + spec.deployment() + " runs releases of " + target
          + " that this Slipway knows nothing of: another one rolls out here, or the state of this one was lost" + ClusterFault.HELD
          + ". Go on with the other, or bring its state here: slipway state restore");
    }
  }

  /** Kubernetes must be the one who replaces pods: it alone keeps their order. */
  @Override
  public void check() {
    StatefulSet set = team.set();
    var unused = Blueprint.main(set, set.getSpec().getTemplate(), spec.container());
    String type = Optional.ofNullable(set.getSpec().getUpdateStrategy()).map(u -> u.getType()).orElse("RollingUpdate");
    if (!type.equals("RollingUpdate")) {
      throw new OutsideException("SLW-3226", "StatefulSet " + spec.deployment() + " is updated by " + type + ", in no order of Kubernetes'"
          + ClusterFault.HELD + ". Set spec.updateStrategy.type to RollingUpdate");
    }
  }
}
