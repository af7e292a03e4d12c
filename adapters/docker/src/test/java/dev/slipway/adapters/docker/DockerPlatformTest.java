package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.slipway.adapters.health.HealthQuestion;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What containers have that the contract of every platform does not speak of, with a real engine. */
final class DockerPlatformTest extends InEngine {
  private static final TargetId TARGET = new TargetId("hello", "docker-test");
  private static final String SECRET = "correct-horse-battery";

  DockerPlatformTest() {
    super(TARGET);
  }

  private static ContainerSpec with(ContainerSpec base, Optional<Integer> milliCpus, Optional<Integer> pids, boolean readOnly,
      List<ContainerSpec.Secret> secrets) {
    return new ContainerSpec(
        base.port(), base.command(), milliCpus, pids, Optional.of("1000"), readOnly, List.of(), List.of(), secrets,
        List.of(new ContainerSpec.Label("team", "shop")), Optional.empty());
  }

  private InspectContainerResponse inspected(Release release) {
    String id = real.container(TARGET, first(release));
    return real.engine.ask("look", c -> c.inspectContainerCmd(id).exec());
  }

  @Test
  void the_engine_holds_the_limits_and_shows_the_labels() {
    UnaryOperator<RunSpec> limited = r -> new RunSpec(
        r.instances(), r.artifactName(), r.command(), r.environment(), r.health(), r.stopGrace(), Optional.of(64_000_000L), r.platform());
    Release release = real.release(
        platform, TARGET, "1.0.0", with(RealEngine.serving(), Optional.of(250), Optional.of(40), true, List.of()), limited);
    Instance ready = until(release, i -> i.condition() == Condition.READY && i.memoryBytes() > 0);
    InspectContainerResponse seen = inspected(release);
    assertEquals(250_000_000L, seen.getHostConfig().getNanoCPUs());
    assertEquals(64_000_000L / 4096 * 4096, seen.getHostConfig().getMemory() / 4096 * 4096);
    assertEquals(40L, seen.getHostConfig().getPidsLimit());
    assertEquals(Boolean.TRUE, seen.getHostConfig().getReadonlyRootfs());
    assertEquals("1000", seen.getConfig().getUser());
    Map<String, String> labels = seen.getConfig().getLabels();
    assertEquals(List.of("hello/docker-test", release.id().value(), "1", "1", "shop"),
        List.of(labels.get(Label.TARGET), labels.get(Label.RELEASE), labels.get(Label.EPOCH), labels.get(Label.GENERATION),
            labels.get("team")));
    assertEquals("sha256:" + release.artifact().hex(), seen.getImageId());
    assertTrue(ready.memoryShare() > 0 && ready.memoryShare() < 1, ready::toString);
  }

  @Test
  void a_secret_is_a_file_in_the_container_and_stands_nowhere_else() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), SECRET + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    ContainerSpec spec = with(RealEngine.serving("trap 'exit 0' TERM; /bin/busybox httpd -f -p 8080 -h / & wait"), Optional.empty(),
        Optional.empty(), true,
        List.of(new ContainerSpec.Secret("password", "${file:" + file + "}")));
    Release release = real.release(platform, TARGET, "1.0.0", spec, Waiting::portOnly);
    Instance ready = until(release, i -> i.condition() == Condition.READY);
    String answer = HealthQuestion
        .get(ready.endpoint().orElseThrow().host(), 8080, "/run/secrets/password", Duration.ofSeconds(5)).body();
    assertEquals(SECRET, answer);
    String everything = inspected(release).toString() + inspected(release).getRawValues() + platform.logs(TARGET, first(release),
        Optional.empty(), 100);
    assertFalse(everything.contains(SECRET));
    String variable = platform.missing(withVariable(release, "PASSWORD", "${file:" + file + "}")).orElseThrow();
    assertTrue(variable.contains("secrets: { PASSWORD"), variable);
  }

  private static Release withVariable(Release release, String name, String value) {
    RunSpec r = release.run();
    RunSpec run = new RunSpec(
        r.instances(), r.artifactName(), r.command(), Map.of(name, value), r.health(), r.stopGrace(), r.memoryLimitBytes(), r.platform());
    return new Release(release.id(), release.version(), release.artifact(), release.configuration(), run);
  }
}
