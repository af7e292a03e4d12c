package dev.slipway.adapters.kubernetes;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The second Service of a target with two: it leads to whatever release is the candidate. */
record CandidateService(Team team) {
  String name() {
    return team.spec().service() + "-candidate";
  }

  /** The candidate's Service is turned to another release only while it gets nothing. */
  void lead(Optional<Map<String, String>> to, TargetId target, boolean busy) {
    Namespace namespace = team.namespace();
    Optional<Service> there = namespace.services().get(name());
    Map<String, String> mark = to.orElse(Map.of(Names.RELEASE, "none"));
    if (there.isEmpty()) {
      Service like = team.service();
      Map<String, String> selector = new HashMap<>(Pinning.base(like.getSpec().getSelector()));
      selector.putAll(mark);
      List<ServicePort> ports = like.getSpec().getPorts().stream().map(p -> new ServicePortBuilder(p).withNodePort(null).build()).toList();
      Service made = new ServiceBuilder().withNewMetadata().withName(name()).withNamespace(namespace.name())
          .addToAnnotations(Names.TARGET, target.toString()).endMetadata()
          .withNewSpec().withSelector(selector).withPorts(ports).endSpec().build();
      namespace.services().wrote(namespace.cluster().call("create service " + name(),
          () -> namespace.client().resource(made).inNamespace(namespace.name()).create()));
    } else if (to.isPresent() && !selects(there.get(), mark)) {
      if (busy) {
        throw new OutsideException(
            "SLW-4312", "Service " + name() + " still gets requests for another release" + ClusterFault.HELD);
      }
      pin(team, there.get(), mark);
    }
  }

  /** Lets a Service select some marks alone. */
  static void pin(Team team, Service service, Map<String, String> mark) {
    Namespace namespace = team.namespace();
    var unused = namespace.patch(namespace.services(), service, Merge.of(service).specMap("selector", Pinning.change(mark)).text());
  }

  /** Whether a Service selects just these marks, beside the team's own. */
  static boolean selects(Service service, Map<String, String> mark) {
    Map<String, String> is = Objects.requireNonNullElse(service.getSpec().getSelector(), Map.of());
    Map<String, String> wanted = new HashMap<>(Pinning.base(is));
    wanted.putAll(mark);
    return is.equals(wanted);
  }
}
