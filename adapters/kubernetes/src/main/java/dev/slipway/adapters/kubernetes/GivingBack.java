package dev.slipway.adapters.kubernetes;

import dev.slipway.core.rollout.TargetId;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Objects;

/** What a team made is its own again once a target is taken down: without pods, and as it was found in all else. */
record GivingBack(Team team, Groups groups) {
  private static final List<String> WRITTEN = List.of(Names.TARGET, Names.RELEASE, Names.HASH, Names.ASKED, Names.PAUSED);

  /** Gives the Deployment back when its last pod is gone: until then its pods are looked at by what is written on it. */
  void deployment(TargetId target) {
    Deployment deployment = team.deployment();
    boolean adopted = Marks.release(deployment).isPresent();
    boolean empty = !adopted || Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1) == 0
        && groups.pods(target, deployment).isEmpty();
    if (!Marks.of(deployment, target) || !empty) {
      return;
    }
    Merge merge = Merge.of(deployment);
    WRITTEN.forEach(merge::withoutAnnotation);
    if (adopted) {
      merge.spec("paused", Marks.annotation(deployment, Names.PAUSED).isPresent());
    }
    var unused = team.namespace().patch(team.namespace().deployments(), deployment, merge.text());
  }
}
