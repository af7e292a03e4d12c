package dev.slipway.adapters.docker;

import com.github.dockerjava.api.model.Container;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.traffic.Endpoint;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The containers that compose itself runs, found by the labels that it gives them. */
record ComposeContainers(Engine engine) {
  private static final String PROJECT = "com.docker.compose.project";
  private static final String SERVICE = "com.docker.compose.service";
  private static final String ONE_OFF = "com.docker.compose.oneoff";
  private static final String NUMBER = "com.docker.compose.container-number";

  /** Those of a service that run, by their numbers. */
  List<Container> running(ContainerSpec spec) {
    return spec.compose().map(compose -> engine.ask("list compose's containers", c -> c.listContainersCmd()
        .withLabelFilter(Map.of(PROJECT, ComposeService.project(compose), SERVICE, compose.service())).exec()).stream()
        .filter(c -> !"true".equalsIgnoreCase(c.getLabels().get(ONE_OFF)))
        .sorted(Comparator.comparingInt(ComposeContainers::number)).toList()).orElse(List.of());
  }

  /** The network by which the router reaches one. */
  Optional<String> network(Container container, ContainerSpec spec) {
    Map<String, ?> joined = Optional.ofNullable(container.getNetworkSettings()).map(s -> s.getNetworks()).orElse(Map.of());
    return spec.networks().stream().map(ContainerSpec.Network::name).filter(joined::containsKey)
        .filter(n -> endpoint(container, spec, n).isPresent()).findFirst();
  }

  /** Where the router reaches one. */
  Optional<Endpoint> endpoint(Container container, ContainerSpec spec) {
    return network(container, spec).flatMap(n -> endpoint(container, spec, n));
  }

  private Optional<Endpoint> endpoint(Container container, ContainerSpec spec, String network) {
    return Found.endpoint(container, Map.of(Label.PORT, Integer.toString(spec.port()), Label.NETWORK, network), engine.spec());
  }

  static String name(Container container) {
    return Name.parse(container.getNames()[0]).plain();
  }

  private static int number(Container container) {
    String text = container.getLabels().getOrDefault(NUMBER, "");
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
  }
}
