package dev.slipway.adapters.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v1.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The team's autoscaler follows the traffic: it scales the Deployment of whichever release gets all of it. */
record Autoscalers(Team team, Groups groups) {
  private static final Logger LOG = LoggerFactory.getLogger(Autoscalers.class);
  private static final int MOST_TRIES = 20;

  /** Turns it to where all requests go now, if they go to one release. Traffic has moved already and must not wait for it. */
  void follow(Written now) {
    Optional<String> serving = now.table().routes().stream().filter(r -> now.share(r) == 100).findFirst()
        .flatMap(r -> groups.of(now.target(), r.release())).map(d -> d.getMetadata().getName());
    serving.ifPresent(name -> attempt(now.target(), name));
  }

  /** Gives it back to the team's own Deployment. */
  void restore(TargetId target) {
    attempt(target, team.spec().deployment());
  }

  private void attempt(TargetId target, String deployment) {
    for (int tries = 1; ; tries++) {
      try {
        turn(target, deployment);
        return;
      } catch (OutsideException e) {
        // Its controller writes to it at any moment; what it says by then is read anew.
        if (!e.code().equals(ClusterFault.CONFLICT) || tries == MOST_TRIES) {
          LOG.warn("the autoscaler of {} was not turned to Deployment {}: {}", target, deployment, e.said());
          return;
        }
      }
    }
  }

  private void turn(TargetId target, String deployment) {
    Namespace namespace = team.namespace();
    List<String> ours = groups.of(target).values().stream().map(Deployment::getMetadata).map(m -> m.getName()).toList();
    var all = namespace.client().autoscaling().v1().horizontalPodAutoscalers().inNamespace(namespace.name());
    for (HorizontalPodAutoscaler each : namespace.cluster().call("list horizontalpodautoscalers", () -> all.list().getItems())) {
      String names = each.getSpec().getScaleTargetRef().getName();
      boolean here = each.getSpec().getScaleTargetRef().getKind().equals("Deployment")
          && (names.equals(team.spec().deployment()) || ours.contains(names) || Marks.of(each, target));
      if (here && !names.equals(deployment)) {
        Merge merge = Merge.of(each).annotation(Names.TARGET, target.toString());
        ObjectNode spec = merge.root().withObject("/spec");
        spec.withObject("/scaleTargetRef").put("name", deployment);
        var unused = namespace.cluster().call("patch horizontalpodautoscaler " + each.getMetadata().getName(),
            () -> all.resource(each).patch(PatchContext.of(PatchType.JSON_MERGE), merge.text()));
      }
    }
  }
}
