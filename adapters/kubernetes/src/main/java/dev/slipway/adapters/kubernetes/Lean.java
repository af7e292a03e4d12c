package dev.slipway.adapters.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects of a cluster without what nothing here reads, which is most of them: of a pod its spec, and of each who set which field. */
final class Lean {
  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private Lean() {}

  /** Takes it off an object that is about to be held for long. */
  static <T extends HasMetadata> T of(T object) {
    marks(object.getMetadata());
    if (object instanceof Pod pod) {
      pod.setSpec(ports(pod.getSpec()));
    } else if (object instanceof Endpoints endpoints) {
      endpoints.getSubsets().forEach(s -> s.setAddresses(s.getAddresses().stream().map(Lean::address).toList()));
    } else if (object instanceof Deployment deployment && Groups.own(deployment)) {
      // What its pods are like is kept in a ControllerRevision, and read there.
      deployment.getSpec().setTemplate(new PodTemplateSpec());
    }
    return object;
  }

  private static void marks(ObjectMeta metadata) {
    metadata.setManagedFields(List.of());
    Map<String, String> annotations = metadata.getAnnotations();
    if (annotations != null && annotations.containsKey(APPLIED)) {
      Map<String, String> rest = new HashMap<>(annotations);
      rest.remove(APPLIED);
      metadata.setAnnotations(rest);
    }
  }

  private static PodSpec ports(PodSpec whole) {
    PodSpec spec = new PodSpec();
    spec.setContainers(whole.getContainers().stream().map(Lean::port).toList());
    return spec;
  }

  private static Container port(Container whole) {
    return new ContainerBuilder().withName(whole.getName()).withPorts(whole.getPorts()).build();
  }

  private static EndpointAddress address(EndpointAddress whole) {
    EndpointAddress address = new EndpointAddress();
    address.setIp(whole.getIp());
    return address;
  }
}
