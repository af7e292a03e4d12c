package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.yaml.ReadResult;
import dev.slipway.adapters.yaml.SlipwayYaml;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team's compose project, started by compose itself: one service is rolled by Slipway and the others do not notice. */
final class ComposeTeamTest {
  static final TargetId TARGET = new TargetId("shop", "compose-test");
  private static final String SLIPWAY = """
      service: shop
      artifact: { compose: { service: web } }
      environments: { staging: { platform: docker, listen: 8080 } }
      """;
  static final String COMPOSE = """
      version: "3.8"
      services:
        web:
          image: IMAGE:${VERSION:-1.0.0}
          command: ["/bin/sh", "-c", "trap 'exit 0' TERM; busybox httpd -f -p 8080 -h /www & wait"]
          environment: { PATH: /bin }
          expose: ["8080"]
        prices:
          image: IMAGE:1.0.0
          command: ["/bin/sh", "-c", "trap 'exit 0' TERM; busybox httpd -f -p 8080 -h /www & wait"]
          environment: { PATH: /bin }
      """;
  @TempDir Path folder;

  static List<String> run(Path project, String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + said);
    return said.lines().toList();
  }

  static void compose_is_there() {
    boolean there = Files.isExecutable(Path.of("/usr/bin/docker-compose"));
    String message = "SKIPPED: no team of a compose file, for there is no docker-compose (Debian's docker-compose)";
    if (!there) {
      System.err.println(message);
      assertNotEquals("true", System.getenv("CI"), message);
    }
    Assumptions.assumeTrue(there, message);
  }

  static ContainerSpec container(Path project) {
    ReadResult.Valid valid = (ReadResult.Valid) SlipwayYaml.read(SLIPWAY, "slipway.yaml");
    EnvironmentConfig environment =
        ComposeService.completed(valid.config().environments().get("staging").platformFrom(project), "1.1.0");
    return ((PlatformSpec.Docker) environment.platform().orElseThrow()).container();
  }

  @Test
  void one_service_is_rolled_beside_that_of_compose_and_its_neighbours_keep_their_containers_and_names() throws Exception {
    RealEngine.available();
    compose_is_there();
    try (RealEngine real = new RealEngine(folder)) {
      String image = real.image("1.0.0").replace(":1.0.0", "");
      Path project = Files.createDirectories(folder.resolve("team" + System.nanoTime()));
      Files.writeString(project.resolve("docker-compose.yml"), COMPOSE.replace("IMAGE", image));
      run(project, "docker-compose", "up", "-d");
      try {
        List<String> before = started(project);
        DockerPlatform platform = real.platform();
        Release release = real.release(platform, TARGET, "1.1.0", container(project), Waiting::portOnly);
        Waiting.until(platform, TARGET, release, i -> i.condition() == Condition.READY);
        String ours = real.container(TARGET, new InstanceId(release.id(), 0));
        assertEquals(List.of("1.0.0"), run(project, "docker", "exec", ours, "/bin/busybox", "wget", "-q", "-O", "-",
            "http://prices:8080/version"));
        // Names in the network are as they were: nobody finds the new release under the name of the service by chance.
        assertEquals(List.of("1.0.0"), run(project, "docker-compose", "exec", "-T", "prices", "/bin/busybox", "wget", "-q", "-O", "-",
            "http://web:8080/version"));
        assertTrue(String.join("", run(project, "docker-compose", "up", "-d")).contains("up-to-date"));
        assertEquals(before, started(project));
        Waiting.gone(platform, TARGET);
        assertEquals(before, started(project));
      } finally {
        run(project, "docker-compose", "down", "-v", "-t", "1");
      }
    }
  }

  /** When which containers of the project were started. */
  static List<String> started(Path project) throws IOException, InterruptedException {
    List<String> inspect = new ArrayList<>(List.of("docker", "inspect", "-f", "{{.Id}} {{.State.StartedAt}}"));
    inspect.addAll(run(project, "docker-compose", "ps", "-q"));
    return run(project, inspect.toArray(String[]::new));
  }
}
