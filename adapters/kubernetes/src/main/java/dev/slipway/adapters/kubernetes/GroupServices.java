package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.RoutingTable;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Service of Slipway's for one release, with the ports of the team's. */
final class GroupServices {
  private final Team team;
  private final Groups groups;

  GroupServices(Team team, Groups groups) {
    this.team = team;
    this.groups = groups;
  }

  String name(ReleaseId release) {
    return Names.object(team.spec().service(), release);
  }

  /** What tells the pods of a release from all others. */
  Map<String, String> mark(TargetId target, ReleaseId release) {
    return groups.of(target, release).map(Groups::mark).filter(m -> !m.isEmpty())
        .orElseGet(() -> Map.of(Names.RELEASE, Names.label(release)));
  }

  void make(TargetId target, ReleaseId release) {
    Namespace namespace = team.namespace();
    if (namespace.services().get(name(release)).isPresent()) {
      return;
    }
    Service like = team.service();
    Map<String, String> selector = new HashMap<>(Pinning.base(like.getSpec().getSelector()));
    selector.putAll(mark(target, release));
    List<ServicePort> ports = like.getSpec().getPorts().stream().map(p -> new ServicePortBuilder(p).withNodePort(null).build()).toList();
    Service made = new ServiceBuilder().withNewMetadata().withName(name(release)).withNamespace(namespace.name())
        .addToLabels(Names.TARGET, Names.label(target)).addToAnnotations(Names.TARGET, target.toString())
        .addToAnnotations(Names.RELEASE, release.value()).endMetadata()
        .withNewSpec().withSelector(selector).withPorts(ports).endSpec().build();
    namespace.services().wrote(namespace.cluster().call("create service " + name(release),
        () -> namespace.client().resource(made).inNamespace(namespace.name()).create()));
  }

  /** Whether there are pods of a release to be reached. */
  boolean known(TargetId target, ReleaseId release) {
    return groups.of(target, release).isPresent();
  }

  /** Addresses of the pods of a release. */
  Set<String> addresses(TargetId target, ReleaseId release) {
    Set<String> addresses = new HashSet<>();
    groups.of(target, release).ifPresent(d -> groups.pods(target, d).forEach(p -> addresses.add(String.valueOf(p.getStatus().getPodIP()))));
    return addresses;
  }

  /** Whether requests to the Service of a release would find pods; a moment after it was made they do not yet. */
  boolean reached(TargetId target, ReleaseId release) {
    return groups.of(target, release).isEmpty() || !ServiceMover.addresses(team.namespace(), name(release)).isEmpty();
  }

  /** Lets go of those that a table does not name. */
  void keepOnly(TargetId target, RoutingTable table) {
    Namespace namespace = team.namespace();
    for (Service service : namespace.services().all()) {
      Optional<ReleaseId> release = Marks.release(service)
          .filter(r -> Marks.label(service, Names.TARGET).isPresent() && Marks.of(service, target));
      boolean named = release.isEmpty() || table.preview().equals(release)
          || table.routes().stream().anyMatch(r -> r.release().equals(release.get()));
      if (!named) {
        var unused = namespace.cluster().call("delete service " + service.getMetadata().getName(),
            () -> namespace.client().resource(service).inNamespace(namespace.name()).delete());
        namespace.services().forget(service.getMetadata().getName());
      }
    }
  }

  Optional<Endpoint> address(ReleaseId release) {
    return team.namespace().services().get(name(release)).flatMap(s -> s.getSpec().getPorts().stream().findFirst()
        .map(p -> new Endpoint(s.getSpec().getClusterIP(), p.getPort())));
  }
}
