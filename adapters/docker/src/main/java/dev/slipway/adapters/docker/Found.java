package dev.slipway.adapters.docker;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ContainerPort;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.traffic.Endpoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * One container as the engine lists it.
 *
 * @param id the engine's
 * @param name with what was decided about it
 * @param target whose it is
 * @param instance which instance it is, or was
 * @param life how it stands
 * @param generation which life of its instance
 * @param deaths how often the instance had died before
 * @param quickDeaths how many of the lives before were short
 * @param oomKills how often it had been killed for want of memory before
 * @param createdSeconds seconds of the epoch
 * @param check what the image's own health check says
 * @param endpoint where it is reached, while it runs
 * @param health how it is asked
 * @param stopGrace between SIGTERM and SIGKILL
 * @param adopted whether compose made it, and it is an instance as it is
 */
record Found(
    String id,
    Name name,
    String target,
    InstanceId instance,
    Life life,
    int generation,
    int deaths,
    int quickDeaths,
    int oomKills,
    long createdSeconds,
    Check check,
    Optional<Endpoint> endpoint,
    HealthSpec health,
    Duration stopGrace,
    boolean adopted) {

  /** How a container stands. */
  enum Life {
    /** Made and not started, or its start failed. */
    CREATED,
    RUNNING,
    ENDED
  }

  /** What an image's HEALTHCHECK says. */
  enum Check {
    NONE,
    STARTING,
    HEALTHY,
    UNHEALTHY
  }

  static Found of(Container listed, DockerEngine engine) {
    return of(listed, listed.getLabels(), engine, false);
  }

  /** The same, with what else says what it is. */
  static Found of(Container listed, Map<String, String> labels, DockerEngine engine, boolean adopted) {
    return new Found(
        listed.getId(),
        Name.parse(Arrays.stream(listed.getNames()).filter(n -> n.lastIndexOf('/') == 0).findFirst().orElse("")),
        labels.getOrDefault(Label.TARGET, ""),
        InstanceId.parse(labels.getOrDefault(Label.INSTANCE, "")),
        life(String.valueOf(listed.getState())),
        number(labels, Label.GENERATION),
        number(labels, Label.DEATHS),
        number(labels, Label.QUICK_DEATHS),
        number(labels, Label.OOM_KILLS),
        Optional.ofNullable(listed.getCreated()).orElse(0L),
        check(String.valueOf(listed.getStatus())),
        endpoint(listed, labels, engine),
        HealthText.health(labels),
        HealthText.stopGrace(labels),
        adopted);
  }

  /** Whether it is the life of its instance that counts, and not one that was followed by another. */
  boolean counts() {
    return !name.dead();
  }

  boolean stopping() {
    return name.killAtMillis().isPresent();
  }

  private static int number(Map<String, String> labels, String label) {
    String text = labels.getOrDefault(label, "0");
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  private static Life life(String state) {
    return switch (state) {
      case "created" -> Life.CREATED;
      case "running", "paused", "restarting" -> Life.RUNNING;
      default -> Life.ENDED;
    };
  }

  private static Check check(String status) {
    if (status.contains("(healthy)")) {
      return Check.HEALTHY;
    }
    return status.contains("(unhealthy)") ? Check.UNHEALTHY : status.contains("(health: starting)") ? Check.STARTING : Check.NONE;
  }

  /** Where it is reached. */
  static Optional<Endpoint> endpoint(Container listed, Map<String, String> labels, DockerEngine engine) {
    int port = number(labels, Label.PORT);
    if (engine.reach() == DockerEngine.Reach.PUBLISHED) {
      return Arrays.stream(Optional.ofNullable(listed.getPorts()).orElse(new ContainerPort[0]))
          .filter(p -> Optional.ofNullable(p.getPrivatePort()).filter(inside -> inside == port).isPresent())
          .flatMap(p -> Optional.ofNullable(p.getPublicPort()).stream())
          .findFirst()
          .map(published -> new Endpoint(Doors.machine(engine), published));
    }
    return Optional.ofNullable(listed.getNetworkSettings())
        .flatMap(s -> Optional.ofNullable(s.getNetworks()))
        .flatMap(n -> Optional.ofNullable(n.get(labels.getOrDefault(Label.NETWORK, ""))))
        .map(ContainerNetwork::getIpAddress)
        .filter(ip -> ip != null && !ip.isEmpty())
        .map(ip -> new Endpoint(ip, port));
  }
}
