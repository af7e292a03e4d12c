package dev.slipway.adapters.docker;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Endpoint;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the containers that compose runs of a service for the first stable release, as they are. */
public final class Adopting {
  private static final String PROJECT = "com.docker.compose.project";
  private static final String SERVICE = "com.docker.compose.service";
  private static final String ONE_OFF = "com.docker.compose.oneoff";
  private static final String NUMBER = "com.docker.compose.container-number";
  private static final String EVERYWHERE = "0.0.0.0";
  private static final String ID = "sha256:";
  private static final String HELD = ". Nothing changed and traffic stays as it is; ";

  private final Engine engine;
  private final Adopted adopted;
  private final Images images;
  private final Live live;

  Adopting(Engine engine, Adopted adopted, Images images, Live live) {
    this.engine = engine;
    this.adopted = adopted;
    this.images = images;
    this.live = live;
  }

  /** What runs of the service, if anything that the router can reach does; refused where it cannot be taken over without a gap. */
  public Optional<Standing> standing(ContainerSpec spec, Endpoint listen) {
    List<Container> running = reachable(spec);
    if (running.isEmpty()) {
      return Optional.empty();
    }
    running.forEach(c -> apart(c, listen));
    List<String> kinds = running.stream().map(Container::getImageId).distinct().toList();
    if (kinds.size() > 1) {
      throw new OutsideException("SLW-3122", "compose runs " + kinds.size() + " images of the service at once: there is no one release "
          + "to go back to" + HELD + "let compose finish first: docker-compose up -d");
    }
    return Optional.of(new Standing(version(running.getFirst().getImage()), new Digest(kinds.getFirst().substring(ID.length())),
        running.size()));
  }

  /** From now on they are the release's first instances. Nothing about them changes. */
  public void adopt(TargetId target, Release release) {
    ContainerSpec spec = Converging.docker(release).container();
    List<Container> running = reachable(spec);
    var kept = images.keep(ID + release.artifact().hex());
    for (int i = 0; i < Math.min(running.size(), release.run().instances()); i++) {
      Container container = running.get(i);
      adopted.note(target, new InstanceId(release.id(), i), release, container, network(container, spec).orElseThrow());
    }
    live.changed(target.toString());
  }

  private List<Container> reachable(ContainerSpec spec) {
    return spec.compose().map(compose -> engine.ask("list compose's containers", c -> c.listContainersCmd()
        .withLabelFilter(Map.of(PROJECT, ComposeService.project(compose), SERVICE, compose.service())).exec()).stream()
        .filter(c -> !"true".equalsIgnoreCase(c.getLabels().get(ONE_OFF)) && network(c, spec).isPresent())
        .sorted(Comparator.comparing(c -> c.getLabels().getOrDefault(NUMBER, ""))).toList()).orElse(List.of());
  }

  /** The network by which the router reaches it. */
  private Optional<String> network(Container container, ContainerSpec spec) {
    Map<String, ?> joined = Optional.ofNullable(container.getNetworkSettings()).map(s -> s.getNetworks()).orElse(Map.of());
    return spec.networks().stream().map(ContainerSpec.Network::name).filter(joined::containsKey).findFirst()
        .filter(n -> Found.endpoint(container, Map.of(Label.PORT, Integer.toString(spec.port()), Label.NETWORK, n), engine.spec())
            .isPresent());
  }

  private static void apart(Container container, Endpoint listen) {
    boolean taken = Arrays.stream(Optional.ofNullable(container.getPorts()).orElse(new ContainerPort[0]))
        .anyMatch(p -> p.getPublicPort() != null && p.getPublicPort() == listen.port() && sameAddress(p.getIp(), listen.host()));
    if (taken) {
      throw new OutsideException("SLW-3121", "compose's container " + Name.parse(container.getNames()[0]).plain() + " publishes "
          + listen.host() + ":" + listen.port() + " itself, and Docker holds a published port until its container is gone: the "
          + "router cannot take it over without a gap" + HELD + "listen on another port, move those who call there, and only then let "
          + "compose's go (docs/platforms/docker.md); or end it first and accept the gap: docker stop");
    }
  }

  private static boolean sameAddress(String published, String listen) {
    return published == null || published.equals(EVERYWHERE) || published.equals("::") || listen.equals(EVERYWHERE)
        || published.equals(listen);
  }

  private static String version(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    int tag = last.indexOf(':');
    String version = tag >= 0 && !last.contains("@") ? last.substring(tag + 1) : "adopted";
    return version.matches("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}") ? version : "adopted";
  }
}
