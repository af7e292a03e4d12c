package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Digest;
import dev.slipway.core.spi.OutsideException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the cluster itself keeps of releases: a ControllerRevision for each, which owns the copies of its ConfigMaps and Secrets. A release
 * can be started again as long as it is there, and Kubernetes takes the copies away with the last revision that owns them.
 */
final class Kept {
  static final String DEPLOYMENT = "slipway.dev/deployment";
  private static final String DIGEST = "slipway.dev/artifact";

  private final Namespace namespace;
  private final String deployment;

  Kept(Namespace namespace, String deployment) {
    this.namespace = namespace;
    this.deployment = deployment;
  }

  private String name(Digest digest) {
    return Names.content(deployment, digest.hex());
  }

  /** Keeps it, if it is not kept already. */
  void keep(Blueprint blueprint) {
    ControllerRevision made = find(blueprint.digest()).orElseGet(() -> made(blueprint));
    OwnerReference owner = new OwnerReferenceBuilder().withApiVersion("apps/v1").withKind("ControllerRevision")
        .withName(made.getMetadata().getName()).withUid(made.getMetadata().getUid()).build();
    // Also where the revision was there: whoever made it may have died before the last copy.
    blueprint.copies().values().forEach(copy -> copy(copy, owner));
  }

  private ControllerRevision made(Blueprint blueprint) {
    ControllerRevision revision = new ControllerRevisionBuilder()
        .withMetadata(metadata(name(blueprint.digest())).addToAnnotations(DIGEST, blueprint.digest().hex()).build())
        .withRevision(1L).withData(blueprint.template()).build();
    return namespace.cluster().call("create controllerrevision " + name(blueprint.digest()),
        () -> namespace.client().resource(revision).inNamespace(namespace.name()).create());
  }

  private ObjectMetaBuilder metadata(String name) {
    return new ObjectMetaBuilder().withName(name).withNamespace(namespace.name()).withLabels(Map.of(DEPLOYMENT, label(deployment)));
  }

  private static String label(String name) {
    return name.length() > 63 ? name.substring(0, 63) : name;
  }

  private void copy(HasMetadata copy, OwnerReference owner) {
    ObjectMeta metadata = metadata(copy.getMetadata().getName()).withAnnotations(copy.getMetadata().getAnnotations())
        .withOwnerReferences(owner).build();
    copy.setMetadata(metadata);
    String what = copy.getKind().toLowerCase(java.util.Locale.ROOT) + " " + metadata.getName();
    try {
      var unused = namespace.client().resource(copy).inNamespace(namespace.name()).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw ClusterFault.of("create " + what, e);
      }
      var unused = namespace.cluster().call("patch " + what, () -> namespace.client().resource(copy).inNamespace(namespace.name())
          .edit(there -> owned(there, owner)));
    }
  }

  private static HasMetadata owned(HasMetadata there, OwnerReference owner) {
    List<OwnerReference> owners = there.getMetadata().getOwnerReferences();
    if (owners.stream().noneMatch(o -> owner.getUid().equals(o.getUid()))) {
      owners.add(owner);
    }
    return there;
  }

  Optional<ControllerRevision> find(Digest digest) {
    return Optional.ofNullable(namespace.cluster().call("get controllerrevision " + name(digest), () -> namespace.client().apps()
        .controllerRevisions().inNamespace(namespace.name()).withName(name(digest)).get()));
  }

  /** The template of a kept release. */
  PodTemplateSpec template(Digest digest) {
    ControllerRevision revision = find(digest).orElseThrow(() -> new OutsideException("SLW-3211", "ControllerRevision " + name(digest)
        + " is gone from namespace " + namespace.name() + ", and with it what its pods were like" + ClusterFault.HELD
        + ". Deploy that version again"));
    return namespace.client().getKubernetesSerialization().convertValue(revision.getData(), PodTemplateSpec.class);
  }

  /** Lets go of all but these. */
  void sweep(Set<Digest> keep) {
    List<ControllerRevision> all = namespace.cluster().call("list controllerrevisions", () -> namespace.client().apps()
        .controllerRevisions().inNamespace(namespace.name()).withLabel(DEPLOYMENT, label(deployment)).list().getItems());
    for (ControllerRevision each : all) {
      Optional<String> digest = Marks.annotation(each, DIGEST);
      if (digest.isPresent() && keep.stream().noneMatch(k -> k.hex().equals(digest.get()))) {
        var unused = namespace.cluster().call("delete controllerrevision " + each.getMetadata().getName(),
            () -> namespace.client().resource(each).inNamespace(namespace.name()).delete());
      }
    }
  }
}
