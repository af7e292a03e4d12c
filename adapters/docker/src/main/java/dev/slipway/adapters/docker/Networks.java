package dev.slipway.adapters.docker;

import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Network;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.util.List;
import java.util.Map;

/** The networks that containers join: those that are named must be there; where none is, Slipway makes one for the target. */
final class Networks {
  private final Engine engine;

  Networks(Engine engine) {
    this.engine = engine;
  }

  static String own(TargetId target) {
    return "slipway-" + target.service() + "-" + target.environment();
  }

  /** Those of a container, certainly there, the one it is reached through first. */
  List<ContainerSpec.Network> of(TargetId target, ContainerSpec container) {
    if (container.networks().isEmpty()) {
      ensureOwn(target);
      return List.of(new ContainerSpec.Network(own(target), List.of()));
    }
    for (ContainerSpec.Network network : container.networks()) {
      if (named(network.name()).isEmpty()) {
        throw new OutsideException("SLW-3105", "the Docker engine has no network " + network.name()
            + ". Nothing was started and traffic stays as it is; make it (docker network create " + network.name()
                + ") or correct networks");
      }
    }
    return container.networks();
  }

  /** Joins all but the first, which a container joins when it is made. */
  void join(String containerId, List<ContainerSpec.Network> networks) {
    for (ContainerSpec.Network network : networks.subList(1, networks.size())) {
      ContainerNetwork how = new ContainerNetwork().withAliases(network.aliases());
      engine.ask("join the network " + network.name(),
          c -> c.connectToNetworkCmd().withNetworkId(network.name()).withContainerId(containerId).withContainerNetwork(how).exec());
    }
  }

  List<Network> named(String name) {
    return engine.ask("list its networks", c -> c.listNetworksCmd().withNameFilter(name).exec()).stream().filter(n -> n.getName()
        .equals(name)).toList();
  }

  private void ensureOwn(TargetId target) {
    if (!named(own(target)).isEmpty()) {
      return;
    }
    try {
      engine.ask("make a network", c -> c.createNetworkCmd().withName(own(target)).withDriver("bridge").withCheckDuplicate(true)
          .withLabels(Map.of(Label.TARGET, target.toString())).exec());
    } catch (EngineRefusal e) {
      if (!e.conflict()) {
        throw e;
      }
    }
  }
}
