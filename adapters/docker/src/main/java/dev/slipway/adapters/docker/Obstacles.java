package dev.slipway.adapters.docker;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import dev.slipway.adapters.health.HealthQuestion;
import dev.slipway.adapters.health.HealthQuestion.Answer;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Endpoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What stands in the way of taking over compose's containers without a gap. Each is told before anything is changed. */
record Obstacles(ComposeContainers containers, Networks networks) {
  private static final String EVERYWHERE = "0.0.0.0";
  private static final String HELD = ". Nothing changed and traffic stays as it is; ";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** A container cannot join what is not there: the rollout would find out only when it starts one. */
  void projectIsUp(ContainerSpec spec) {
    List<String> missing = spec.networks().stream().map(ContainerSpec.Network::name).filter(n -> networks.named(n).isEmpty()).toList();
    if (!missing.isEmpty() && spec.compose().isPresent()) {
      throw new OutsideException("SLW-3123", "the compose project " + ComposeService.project(spec.compose().get()) + " is not up: the "
          + "engine has no network " + String.join(", ", missing) + ", so nothing of it runs that could be taken over" + HELD
          + "start it (docker-compose up -d), or correct project in slipway.yaml when it has another name");
    }
  }

  /** Docker holds a published port until its container is gone. */
  void leaveThePort(List<Container> running, Endpoint listen) {
    for (Container container : running) {
      boolean taken = Arrays.stream(Optional.ofNullable(container.getPorts()).orElse(new ContainerPort[0]))
          .anyMatch(p -> p.getPublicPort() != null && p.getPublicPort() == listen.port()
              && sameAddress(Optional.ofNullable(p.getIp()), listen.host()));
      if (taken) {
        throw new OutsideException("SLW-3121", "compose's container " + ComposeContainers.name(container) + " publishes port "
            + listen.port() + ", and the router is to listen at " + listen.host() + ":" + listen.port()
            + ". Docker holds a published port until its container is gone: the router cannot take it over without a gap" + HELD
            + "listen on another port, move those who call there, and only then let "
            + "compose's go (docs/platforms/docker.md); or end it first and accept the gap: docker stop");
      }
    }
  }

  /** One that nobody could be sent to would be a way back to nothing. */
  void areReached(List<Container> running, ContainerSpec spec) {
    for (Container container : running) {
      Optional<Endpoint> at = containers.endpoint(container, spec);
      Optional<Answer> answer = at.map(e -> HealthQuestion.connect(e.host(), e.port(), PATIENCE)).filter(a -> !a.good());
      if (at.isEmpty() || answer.isPresent()) {
        String why = answer.map(a -> a.text() + " at its address " + at.get().host()).orElse("it has no port " + spec.port()
            + " for the router, neither by an address in " + String.join(", ", spec.networks().stream()
                .map(ContainerSpec.Network::name).toList()) + " nor published by an engine elsewhere");
        throw new OutsideException("SLW-3125", "compose's container " + ComposeContainers.name(container) + " runs, and the router cannot "
            + "reach it: " + why + HELD + "correct the port (artifact.compose.port, or expose in the compose file) or networks, let it "
            + "listen on every address (0.0.0.0), and deploy again");
      }
    }
  }

  /** Those that are no instance would get no traffic through the router, and nobody would end them. */
  void allHaveRoom(List<Container> running, int replicas) {
    if (replicas > 0 && replicas < running.size()) {
      throw new OutsideException("SLW-3124", "compose runs " + running.size() + " containers of the service and slipway.yaml says "
          + "replicas: " + replicas + ": " + (running.size() - replicas) + " would be in nobody's hands" + HELD
          + "write replicas: " + running.size()
          + " or leave it out, and all of them are taken over; or scale compose's service down first");
    }
  }

  /** What there is to go back to is one release. */
  void areOneRelease(List<Container> running) {
    long kinds = running.stream().map(Container::getImageId).distinct().count();
    if (kinds > 1) {
      throw new OutsideException("SLW-3122", "compose runs " + kinds + " images of the service at once: there is no one release "
          + "to go back to" + HELD + "let compose finish first: docker-compose up -d");
    }
  }

  private static boolean sameAddress(Optional<String> published, String listen) {
    String at = published.orElse(EVERYWHERE);
    return at.equals(EVERYWHERE) || at.equals("::") || listen.equals(EVERYWHERE) || at.equals(listen);
  }
}
