package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Takes a Deployment that a team made for the first stable release, without changing what its pods are like. */
final class Adopting {
  private final Team team;
  private final Kept kept;

  Adopting(Team team, Kept kept) {
    this.team = team;
    this.kept = kept;
  }

  Optional<Standing> standing() {
    Deployment deployment = team.deployment();
    int replicas = replicas(deployment);
    if (replicas == 0) {
      return Optional.empty();
    }
    // Once it is Slipway's, what was applied since waits for the next deploy, which is to take it.
    if (Marks.annotation(deployment, Names.TARGET).isEmpty()) {
      settled(deployment);
    }
    Blueprint blueprint = Blueprint.of(
        team.namespace(), deployment, deployment.getSpec().getTemplate(), team.spec().container(), Optional.empty());
    String image = Blueprint.main(deployment, deployment.getSpec().getTemplate(), team.spec().container()).getImage();
    return Optional.of(new Standing(version(image), blueprint.digest(), replicas));
  }

  void adopt(TargetId target, Release release) {
    Deployment deployment = team.deployment();
    settled(deployment);
    String hash = hash(deployment);
    Namespace namespace = team.namespace();
    kept.keep(Blueprint.of(namespace, deployment, deployment.getSpec().getTemplate(), team.spec().container(), Optional.empty()));
    Merge merge = Merge.of(deployment);
    if (Boolean.TRUE.equals(deployment.getSpec().getPaused())) {
      merge.annotation(Names.PAUSED, "true");
    }
    var unused = namespace.patch(namespace.deployments(), deployment, merge
        .annotation(Names.TARGET, target.toString())
        .annotation(Names.RELEASE, release.id().value())
        .annotation(Names.HASH, hash)
        .annotation(Names.ASKED, Integer.toString(release.run().instances()))
        .text());
  }

  private static int replicas(Deployment deployment) {
    return Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
  }

  /** In the middle of an update of its own there are two kinds of pods, and no release to go back to. */
  private static void settled(Deployment deployment) {
    DeploymentStatus status = deployment.getStatus();
    int updated = status == null ? 0 : Objects.requireNonNullElse(status.getUpdatedReplicas(), 0);
    int all = status == null ? 0 : Objects.requireNonNullElse(status.getReplicas(), 0);
    boolean seen = status != null && Objects.equals(status.getObservedGeneration(), deployment.getMetadata().getGeneration());
    if (!seen || all != updated || updated < replicas(deployment)) {
      throw new OutsideException("SLW-3215", "Deployment " + deployment.getMetadata().getName()
          + " is in the middle of an update of its own: " + updated + " of " + replicas(deployment) + " pods are of its newest kind, " + all
          + " there are" + ClusterFault.HELD
          + ". Wait for its end: kubectl rollout status deployment/" + deployment.getMetadata().getName());
    }
  }

  /** The hash that all its pods carry. */
  private String hash(Deployment deployment) {
    Map<String, String> labels = deployment.getSpec().getSelector().getMatchLabels();
    List<String> hashes = team.namespace().pods().all().stream()
        .filter(p -> Marks.label(p, Names.TARGET).isEmpty() && Marks.labels(p).entrySet().containsAll(labels.entrySet()))
        .filter(p -> belongs(p, deployment))
        .flatMap(p -> Marks.label(p, Names.POD_TEMPLATE_HASH).stream()).distinct().toList();
    if (hashes.size() != 1) {
      throw new OutsideException("SLW-3215", "pods of Deployment " + deployment.getMetadata().getName() + " are of " + hashes.size()
          + " kinds" + ClusterFault.HELD + ". Wait for the end of its update: kubectl rollout status deployment/"
          + deployment.getMetadata().getName());
    }
    return hashes.getFirst();
  }

  private static boolean belongs(Pod pod, Deployment deployment) {
    boolean ending = pod.getMetadata().getDeletionTimestamp() != null;
    return !ending && pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(o -> o.getName().startsWith(deployment.getMetadata().getName() + "-"));
  }

  static String version(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    int digest = last.indexOf('@');
    String named = digest >= 0 ? last.substring(0, digest) : last;
    int tag = named.indexOf(':');
    String version = tag >= 0 ? named.substring(tag + 1) : "adopted";
    return version.matches("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}") ? version : "adopted";
  }
}
