package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.health.HealthQuestion;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Endpoint;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that compose itself started, taken for a release as they are, and let go. */
final class ComposeAdoptionTest {
  private static final TargetId TARGET = new TargetId("shop", "adoption-test");
  @TempDir Path folder;

  @Test
  void what_compose_runs_is_stable_as_it_is_and_is_let_go_only_when_nobody_asks_it_any_more() throws Exception {
    RealEngine.available();
    ComposeTeamTest.compose_is_there();
    try (RealEngine real = new RealEngine(folder); ServerSocket taken = new ServerSocket(0)) {
      int published = taken.getLocalPort();
      taken.close();
      String image = real.image("1.0.0").replace(":1.0.0", "");
      Path project = Files.createDirectories(folder.resolve("team" + System.nanoTime()));
      Files.writeString(project.resolve("docker-compose.yml"), ComposeTeamTest.COMPOSE.replace("IMAGE", image)
          .replace("expose: [\"8080\"]", "ports: [\"127.0.0.1:" + published + ":8080\"]"));
      DockerPlatform platform = real.platform();
      ContainerSpec spec = ComposeTeamTest.container(project);
      Release stable = real.release(platform, TARGET, "1.0.0", spec, Waiting::portOnly);
      ComposeTeamTest.run(project, "docker-compose", "up", "-d");
      try {
        OutsideException gap = assertThrows(OutsideException.class,
            () -> platform.adopting().standing(spec, new Endpoint("127.0.0.1", published)));
        assertEquals("SLW-3121", gap.code(), gap::said);
        Standing standing = platform.adopting().standing(spec, new Endpoint("127.0.0.1", published + 1)).orElseThrow();
        assertEquals(new Standing("1.0.0", stable.artifact(), 1), standing);

        List<String> before = ComposeTeamTest.started(project);
        platform.adopting().adopt(TARGET, stable);
        Instance compose = Waiting.until(platform, TARGET, stable, i -> i.condition() == Condition.READY);
        assertEquals("1.0.0", HealthQuestion.get(compose.endpoint().orElseThrow().host(), 8080, "/version", Duration.ofSeconds(5)).body());
        Release next = real.release(platform, TARGET, "1.1.0", spec, Waiting::portOnly);
        InstanceId old = new InstanceId(stable.id(), 0);
        Instance candidate = Waiting.until(platform, TARGET, next, i -> i.condition() == Condition.READY);
        assertNotEquals(compose.endpoint(), candidate.endpoint());
        try (Socket user = new Socket("127.0.0.1", published)) {
          assertTrue(user.isConnected());
          assertTrue(held(platform, next, old), "it was ended while somebody used it");
          assertEquals(before, ComposeTeamTest.started(project));
        }
        Waiting.until(platform, TARGET, next, i -> platform.observe(TARGET).instances().stream().noneMatch(o -> o.id().equals(old)));
        assertEquals(List.of("exited"),
            ComposeTeamTest.run(project, "docker", "inspect", "-f", "{{.State.Status}}", before.getFirst().split(" ")[0]));
        Waiting.gone(platform, TARGET);
      } finally {
        ComposeTeamTest.run(project, "docker-compose", "down", "-v", "-t", "1");
      }
    }
  }

  /** Looks on for longer than nobody may have asked it. */
  private static boolean held(DockerPlatform platform, Release next, InstanceId old) {
    for (int looks = 0; looks < 60; looks++) {
      platform.converge(TARGET, Map.of(new InstanceId(next.id(), 0), next), Set.of(), 1);
      Optional<Instance> one = platform.observe(TARGET).instances().stream().filter(i -> i.id().equals(old)).findFirst();
      if (one.filter(i -> i.condition() == Condition.STOPPING && i.detail().contains("nobody has asked it")).isEmpty()) {
        return false;
      }
      Waiting.pass();
    }
    return true;
  }
}
