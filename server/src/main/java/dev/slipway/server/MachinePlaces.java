package dev.slipway.server;

import dev.slipway.adapters.docker.Adopting;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.server.deploy.Places;
import java.util.Optional;

/** This machine and what it reaches, and the clusters: where each target runs, and what may stand there already. */
record MachinePlaces(MachinePlatforms platforms, MachineShelf shelf, KubernetesPlaces kubernetes) implements Places {
  @Override
  public Place of(TargetState state, Optional<RouterSpec> router) {
    return router.flatMap(kubernetes::of).orElseGet(() -> new Place(platforms.of(state), shelf, Optional.empty()));
  }

  @Override
  public Optional<Standing> standing(EnvironmentConfig environment, TargetSettings settings, TargetState before) {
    return environment.platform().flatMap(p -> switch (p) {
      case PlatformSpec.Docker d -> d.container().compose().isEmpty() ? Optional.empty()
          : Optional.of(new Before(platforms.docker(d.engine()).adopting(), d.container(), settings.listen(), environment.instances(),
              before.stable().isEmpty() && before.rollout().isEmpty()));
    });
  }

  /** The containers that compose runs of the service, which are taken over at first only. */
  private record Before(Adopting adopting, ContainerSpec container, Endpoint listen, int replicas, boolean first) implements Standing {
    @Override
    public Optional<Found> look() {
      if (!first) {
        adopting.leaveThePort(container, listen);
        return Optional.empty();
      }
      return adopting.standing(container, listen, replicas).map(s -> new Found(s.version(), s.image(), s.instances()));
    }

    /** Whoever rolls out to it has its epoch in the engine, which refuses an older one by itself. */
    @Override
    public void free(TargetId target) {}

    @Override
    public void adopt(TargetId target, Release release) {
      adopting.adopt(target, release);
    }
  }
}
