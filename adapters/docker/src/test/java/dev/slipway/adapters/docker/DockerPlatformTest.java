package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.slipway.adapters.health.HealthQuestion;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.LogPart;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What containers have that the contract of every platform does not speak of, with a real engine. */
final class DockerPlatformTest {
  private static final TargetId TARGET = new TargetId("hello", "docker-test");
  private static final String SECRET = "correct-horse-battery";

  @TempDir Path folder;
  private RealEngine real;
  private DockerPlatform platform;

  @BeforeEach
  void open() {
    real = new RealEngine(folder);
    platform = real.platform();
  }

  @AfterEach
  void close() {
    if (real != null) {
      real.close();
    }
  }

  private static InstanceId first(Release release) {
    return new InstanceId(release.id(), 0);
  }

  private Instance until(Release release, Predicate<Instance> so) {
    return Waiting.until(platform, TARGET, release, so);
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

  @Test
  void a_container_that_dies_again_and_again_is_started_ever_later_and_says_why() throws IOException {
    Release release = real.release(platform, TARGET, "1.0.0", RealEngine.serving("echo life; echo gone wrong >&2; exit 3"), r -> r);
    Instance dead = until(release, i -> i.condition() == Condition.DEAD && i.restarts() >= 3);
    assertTrue(dead.detail().contains("exit code 3") && dead.detail().contains("gone wrong") && dead.detail()
        .contains("started again in"), dead.detail());
    LogPart last = platform.logs(TARGET, first(release), Optional.empty(), 100);
    assertEquals(List.of("life", "gone wrong"), last.lines().subList(0, 2).stream().sorted(Comparator.reverseOrder()).toList());
    LogPart next = platform.logs(TARGET, first(release), Optional.of(last.next()), 100);
    assertTrue(next.lines().isEmpty(), next::toString);
    until(release, i -> i.condition() == Condition.DEAD && i.restarts() >= dead.restarts() + 1);
    LogPart more = platform.logs(TARGET, first(release), Optional.of(last.next()), 100);
    assertEquals(2, more.lines().size(), more::toString);
  }

  @Test
  void what_cannot_be_started_is_dead_and_says_why() {
    ContainerSpec spec = new ContainerSpec(
        8080, List.of("/no/such/program"), Optional.empty(), Optional.empty(), Optional.empty(), false, List.of(), List.of(), List.of(),
            List.of(),
        Optional.empty());
    Release release = real.release(platform, TARGET, "1.0.0", spec, r -> r);
    Instance dead = until(release, i -> i.condition() == Condition.DEAD);
    assertTrue(dead.detail().contains("could not be started") && dead.detail().contains("/no/such/program"), dead.detail());
  }

  @Test
  void one_that_heeds_no_signal_is_killed_when_its_grace_is_over_and_what_it_wrote_is_kept() throws IOException {
    Release release = real.release(platform, TARGET, "1.0.0",
        RealEngine.serving("trap '' TERM; echo stubborn; /bin/busybox httpd -f -p 8080 -h /www"), r -> r);
    until(release, i -> i.condition() == Condition.READY);
    Waiting.gone(platform, TARGET);
    assertEquals(List.of("stubborn"), platform.logs(TARGET, first(release), Optional.empty(), 10).lines());
  }

  @Test
  void a_container_that_somebody_removes_comes_back() {
    Release release = real.release(platform, TARGET, "1.0.0");
    until(release, i -> i.condition() == Condition.READY);
    String before = real.container(TARGET, first(release));
    real.engine.ask("remove", c -> c.removeContainerCmd(before).withForce(true).exec());
    until(release, i -> i.condition() == Condition.READY && !real.container(TARGET, first(release)).equals(before));
  }

  @Test
  void an_image_that_does_not_exist_and_a_name_that_is_taken_are_told() {
    PlatformSpec.Docker docker = new PlatformSpec.Docker(DockerEngine.LOCAL, RealEngine.serving());
    OutsideException missing = assertThrows(OutsideException.class, () -> platform.stage(new Shipment.Image("127.0.0.1:9/none:1", docker)));
    assertEquals("SLW-3104", missing.code(), missing::said);
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
