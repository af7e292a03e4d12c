package dev.slipway.adapters.docker;

import com.github.dockerjava.api.model.Container;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.traffic.Endpoint;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Takes the containers that compose runs of a service for the first stable release, as they are. */
public final class Adopting {
  private static final String ID = "sha256:";

  private final ComposeContainers containers;
  private final Obstacles obstacles;
  private final Adopted adopted;
  private final Images images;
  private final Live live;

  Adopting(Engine engine, Adopted adopted, Images images, Live live) {
    this.containers = new ComposeContainers(engine);
    this.obstacles = new Obstacles(containers, new Networks(engine));
    this.adopted = adopted;
    this.images = images;
    this.live = live;
  }

  /** Refuses an address of the router that compose's containers hold. */
  public void leaveThePort(ContainerSpec spec, Endpoint listen) {
    obstacles.leaveThePort(containers.running(spec), listen);
  }

  /**
   * What runs of the service, if anything does; refused where it cannot be taken over without a gap.
   *
   * @param replicas as many as slipway.yaml asks for; 0 where it leaves that to what runs
   */
  public Optional<Standing> standing(ContainerSpec spec, Endpoint listen, int replicas) {
    obstacles.projectIsUp(spec);
    List<Container> running = containers.running(spec);
    if (running.isEmpty()) {
      return Optional.empty();
    }
    obstacles.leaveThePort(running, listen);
    obstacles.areOneRelease(running);
    obstacles.allHaveRoom(running, replicas);
    obstacles.areReached(running, spec);
    Container first = running.getFirst();
    String image = Objects.requireNonNull(first.getImageId(), "the engine names the image of each container");
    return Optional.of(new Standing(version(first.getImage()), new Digest(image.substring(ID.length())), running.size()));
  }

  /** From now on they are the release's first instances. Nothing about them changes. */
  public void adopt(TargetId target, Release release) {
    ContainerSpec spec = Converging.docker(release).container();
    List<Container> running = containers.running(spec).stream().filter(c -> containers.network(c, spec).isPresent()).toList();
    var kept = images.keep(ID + release.artifact().hex());
    for (int i = 0; i < Math.min(running.size(), release.run().instances()); i++) {
      Container container = running.get(i);
      adopted.note(target, new InstanceId(release.id(), i), release, container, containers.network(container, spec).orElseThrow());
    }
    live.changed(target.toString());
  }

  private static String version(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    int tag = last.indexOf(':');
    String version = tag >= 0 && !last.contains("@") ? last.substring(tag + 1) : "adopted";
    return version.matches("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}") ? version : "adopted";
  }
}
