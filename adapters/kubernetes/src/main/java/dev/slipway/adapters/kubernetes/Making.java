package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Makes the Deployment of a release from what is kept of it. */
record Making(Team team, Kept kept) {
  void create(TargetId target, Release release, int wanted, long epoch, Map<ReleaseId, Deployment> there) {
    Namespace namespace = team.namespace();
    Deployment shape = team.deployment();
    PodTemplateSpec template = kept.template(release.artifact());
    Variables.add(shape, team.spec().container(), template, release.run().environment());
    Map<String, String> own = Map.of(Names.TARGET, Names.label(target), Names.RELEASE, Names.label(release.id()));
    template.getMetadata().setLabels(joined(template.getMetadata().getLabels(), own));
    template.getMetadata().setAnnotations(joined(template.getMetadata().getAnnotations(), Map.of(Names.RELEASE, release.id().value())));
    Pinning.check(team, template.getMetadata().getLabels());
    Deployment made = new DeploymentBuilder()
        .withNewMetadata()
        .withName(Names.object(shape.getMetadata().getName(), release.id()))
        .withNamespace(namespace.name())
        .withLabels(joined(shape.getMetadata().getLabels(), Map.of(Names.TARGET, Names.label(target))))
        .addToAnnotations(Names.TARGET, target.toString())
        .addToAnnotations(Names.RELEASE, release.id().value())
        .addToAnnotations(Names.EPOCH, Long.toString(epoch))
        .addToAnnotations(Names.ASKED, Integer.toString(wanted))
        .endMetadata()
        .withNewSpec()
        .withReplicas(Sizes.of(wanted, there.values(), null))
        .withNewSelector().withMatchLabels(own).endSelector()
        .withTemplate(template)
        .withStrategy(shape.getSpec().getStrategy())
        .withMinReadySeconds(shape.getSpec().getMinReadySeconds())
        .withRevisionHistoryLimit(0)
        .withProgressDeadlineSeconds(shape.getSpec().getProgressDeadlineSeconds())
        .endSpec()
        .build();
    namespace.deployments().wrote(namespace.cluster().call("create deployment " + made.getMetadata().getName(),
        () -> namespace.client().resource(made).inNamespace(namespace.name()).create()));
    new Telling(namespace).told(shape, target, "ReleaseStarted",
        release.id() + ": " + made.getSpec().getReplicas() + " pods in Deployment " + made.getMetadata().getName());
  }

  private static Map<String, String> joined(Map<String, String> base, Map<String, String> own) {
    Map<String, String> all = new HashMap<>(Objects.requireNonNullElse(base, Map.of()));
    all.putAll(own);
    return all;
  }
}
