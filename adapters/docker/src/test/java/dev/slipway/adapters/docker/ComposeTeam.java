package dev.slipway.adapters.docker;

import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Endpoint;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A project of a team that compose runs, of which Slipway is to take over one service; gone with all that was made at the end. */
final class ComposeTeam implements AutoCloseable {
  private static final int MOST_LOOKS = 600;

  final RealEngine real;
  final Path project;
  final int published;
  /** Made once: the same tag made again would be another image. */
  private final String image;
  private boolean up;

  ComposeTeam(Path folder) throws IOException {
    RealEngine.available();
    ComposeTeamTest.compose_is_there();
    real = new RealEngine(folder);
    project = Files.createDirectories(folder.resolve("team" + System.nanoTime()));
    try (ServerSocket taken = new ServerSocket(0)) {
      published = taken.getLocalPort();
    }
    image = real.image("1.0.0").replace(":1.0.0", "");
    write("ports: [\"127.0.0.1:" + published + ":8080\"]");
  }

  /** How the port of the service is said. */
  void write(String port) throws IOException {
    Files.writeString(project.resolve("docker-compose.yml"), ComposeTeamTest.COMPOSE
        .replace("IMAGE", image).replace("expose: [\"8080\"]", port));
  }

  ContainerSpec spec() {
    return ComposeTeamTest.container(project);
  }

  Release release(DockerPlatform platform, TargetId target, String version, int instances) {
    return real.release(platform, target, version, spec(), r -> Waiting.portOnly(instances(r, instances)));
  }

  /** Starts it; a scaled service publishes nothing, for one port has room for one container. */
  void up(int containers) throws IOException, InterruptedException {
    if (containers > 1) {
      write("expose: [\"8080\"]");
    }
    up = true;
    ComposeTeamTest.run(project, "docker-compose", "up", "-d", "--scale", "web=" + containers);
  }

  /** What is to be taken over, once the programs in the containers listen. */
  Optional<Standing> standing(DockerPlatform platform, int replicas) {
    for (int looks = 0;; looks++) {
      try {
        return platform.adopting().standing(spec(), new Endpoint("127.0.0.1", published + 1), replicas);
      } catch (OutsideException e) {
        if (!e.code().equals("SLW-3125") || looks >= MOST_LOOKS) {
          throw e;
        }
        Waiting.pass();
      }
    }
  }

  /** How the one container of the service stands. */
  String state() throws IOException, InterruptedException {
    String id = ComposeTeamTest.run(project, "docker-compose", "ps", "-q", "web").getFirst();
    return ComposeTeamTest.run(project, "docker", "inspect", "-f", "{{.State.Status}}", id).getFirst();
  }

  private static RunSpec instances(RunSpec run, int instances) {
    return new RunSpec(
        instances, run.artifactName(), run.command(), run.environment(), run.health(), run.stopGrace(), run.memoryLimitBytes(),
        run.platform());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      if (up) {
        ComposeTeamTest.run(project, "docker-compose", "rm", "-f", "-s", "-v");
      }
    } finally {
      real.close();
    }
    if (up) {
      ComposeTeamTest.run(project, "docker-compose", "down", "-v", "-t", "1");
    }
  }
}
