package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Images, names and networks that an engine does not have, or that are another's, with a real engine. */
final class MissingPartsTest extends InEngine {
  private static final TargetId TARGET = new TargetId("hello", "docker-parts-test");

  MissingPartsTest() {
    super(TARGET);
  }

  private InspectContainerResponse inspected(Release release) {
    String id = real.container(TARGET, first(release));
    return real.engine.ask("look", c -> c.inspectContainerCmd(id).exec());
  }

  @Test
  void an_image_that_does_not_exist_and_a_name_that_is_taken_are_told() {
    PlatformSpec.Docker docker = new PlatformSpec.Docker(DockerEngine.LOCAL, RealEngine.serving());
    OutsideException missing = assertThrows(OutsideException.class, () -> platform.stage(new Shipment.Image("127.0.0.1:9/none:1", docker)));
    assertEquals("SLW-3104", missing.code(), missing::said);
    assertFalse(missing.said().contains("{\"message\""), missing::said);
    Release release = real.release(platform, TARGET, "1.0.0");
    String name = Name.of(TARGET, first(release));
    real.engine.ask("make", c -> c.createContainerCmd(real.image("1.0.0")).withCmd("/bin/sh").withName(name).exec());
    try {
      OutsideException taken = assertThrows(OutsideException.class, () -> platform.converge(TARGET, Map.of(first(release), release),
          Set.of(), 1));
      assertEquals("SLW-3107", taken.code(), taken::said);
    } finally {
      real.engine.does("remove", c -> c.removeContainerCmd(name).exec());
    }
  }

  @Test
  void a_network_that_is_named_must_be_there_and_is_joined() {
    ContainerSpec.Network network = new ContainerSpec.Network("slipway-test-" + folder.getFileName(), List.of("hello-alias"));
    ContainerSpec s = RealEngine.serving();
    ContainerSpec spec = new ContainerSpec(
        s.port(), s.command(), s.milliCpus(), s.pids(), s.user(), false, List.of(network), List.of(), List.of(), List.of(),
            Optional.empty());
    Release release = real.release(platform, TARGET, "1.0.0", spec, r -> r);
    OutsideException missing = assertThrows(OutsideException.class, () -> platform.converge(TARGET, Map.of(first(release), release),
        Set.of(), 1));
    assertEquals("SLW-3105", missing.code(), missing::said);
    real.engine.ask("make", c -> c.createNetworkCmd().withName(network.name()).exec());
    try {
      until(release, i -> i.condition() == Condition.READY);
      assertTrue(inspected(release).getNetworkSettings().getNetworks().get(network.name()).getAliases().contains("hello-alias"));
      Waiting.gone(platform, TARGET);
    } finally {
      real.engine.does("remove", c -> c.removeNetworkCmd(network.name()).exec());
    }
  }
}
