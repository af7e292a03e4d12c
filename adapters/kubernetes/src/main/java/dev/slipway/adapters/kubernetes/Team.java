package dev.slipway.adapters.kubernetes;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.text.NearestName;
import dev.slipway.core.traffic.RouterSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Optional;

/** The team's own objects that a target is made of: their names come from slipway.yaml, everything else from them. */
record Team(Namespace namespace, RouterSpec.Kubernetes spec) {

  Deployment deployment() {
    return namespace.deployments().get(spec.deployment()).orElseThrow(() -> missing(
        "Deployment", spec.deployment(), namespace.deployments().all().stream().map(d -> d.getMetadata().getName()).toList()));
  }

  StatefulSet set() {
    return namespace.statefulSets().get(spec.deployment()).orElseThrow(() -> missing(
        "StatefulSet", spec.deployment(), namespace.statefulSets().all().stream().map(d -> d.getMetadata().getName()).toList()));
  }

  Service service() {
    return serviceIfThere().orElseThrow(
        () -> missing("Service", spec.service(), namespace.services().all().stream().map(s -> s.getMetadata().getName()).toList()));
  }

  Optional<Service> serviceIfThere() {
    return spec.service().isEmpty() ? Optional.empty() : namespace.services().get(spec.service());
  }

  Ports ports() {
    return new Ports(serviceIfThere(), spec.movesTraffic());
  }

  private OutsideException missing(String kind, String name, List<String> there) {
    String hint = there.isEmpty() ? "It has none" : NearestName.of(name, there).map(n -> "Did you mean " + n + "?")
        .orElse("It has: " + String.join(", ", there.stream().sorted().limit(20).toList()));
    return new OutsideException("SLW-3212", "namespace " + namespace.name() + " of " + namespace.cluster().said() + " has no " + kind + " "
        + name + ClusterFault.HELD + ". " + hint);
  }
}
