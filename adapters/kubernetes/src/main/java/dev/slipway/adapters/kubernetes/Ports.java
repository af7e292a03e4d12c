package dev.slipway.adapters.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * At which port of a pod requests arrive: where the first port of the Service leads, or else the first that its containers name.
 *
 * @param service the team's, where it is there
 * @param asked whether requests arrive at all; where none do, a pod without a port is at port 0
 */
record Ports(Optional<Service> service, boolean asked) {

  Optional<Integer> of(Pod pod) {
    Optional<IntOrString> target = service.flatMap(s -> s.getSpec().getPorts().stream().findFirst())
        .map(p -> p.getTargetPort() != null ? p.getTargetPort() : new IntOrString(p.getPort()));
    if (target.isEmpty()) {
      return named(pod).map(ContainerPort::getContainerPort).findFirst().or(() -> asked ? Optional.empty() : Optional.of(0));
    }
    Integer number = target.get().getIntVal();
    return number != null ? Optional.of(number)
        : named(pod).filter(p -> Objects.equals(p.getName(), target.get().getStrVal())).map(ContainerPort::getContainerPort).findFirst();
  }

  private static Stream<ContainerPort> named(Pod pod) {
    return pod.getSpec().getContainers().stream().map(Container::getPorts).flatMap(java.util.List::stream);
  }
}
