package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;

/** The Docker engine of this machine, with small images made of Debian's busybox; all that a test leaves there goes with it. */
final class RealEngine implements AutoCloseable {
  static final int PORT = 8080;
  private static final long QUIET_MILLIS = 1_000;
    private static final String SERVE = "trap 'exit 0' TERM; echo serving $SLIPWAY_VERSION; /bin/busybox httpd -f -p $PORT -h /www & wait";
  private static final HealthSpec HEALTH = new HealthSpec(
      Optional.of("/ready"), Optional.empty(), Optional.empty(), Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(20));

  final Path folder;
  final Engine engine;
  private final Supplier<Door> doors;
  private final List<DockerPlatform> platforms = new ArrayList<>();
  private final BusyboxImages images;
  private final List<TargetId> targets = new ArrayList<>();
  Map<String, String> own = Map.of();
  /** A line of a Dockerfile, for images that are made from now on. */
  String change = "";

  RealEngine(Path folder) {
    this(folder, DockerEngine.LOCAL);
  }

  RealEngine(Path folder, DockerEngine spec) {
    this(folder, spec, () -> Doors.of(spec, folder.resolve("run")));
  }

  RealEngine(Path folder, DockerEngine spec, Supplier<Door> doors) {
    available();
    this.folder = folder;
    this.doors = doors;
    this.engine = new Engine(spec, doors.get());
    this.images = new BusyboxImages(engine, doors);
  }

  /** Whether there is an engine to test with; in CI there must be. */
  static void available() {
    String why = Files.isExecutable(BusyboxImages.BUSYBOX) ? why() : "there is no " + BusyboxImages.BUSYBOX + " (Debian's busybox-static)";
    if (!why.isEmpty()) {
      String message = "SKIPPED: no test of the Docker platform, for " + why + ". Start one with .ci/docker";
      System.err.println(message);
      assertNotEquals("true", System.getenv("CI"), message);
      Assumptions.abort(message);
    }
  }

  private static String why() {
    try (Engine asked = new Engine(DockerEngine.LOCAL, Path.of(System.getProperty("java.io.tmpdir")))) {
      asked.ask("say that it is there", c -> c.pingCmd().exec());
      return "";
    } catch (OutsideException e) {
      return e.said();
    }
  }

  DockerPlatform platform() {
    Engine opened = new Engine(engine.spec(), doors.get());
    DockerPlatform platform = new DockerPlatform(opened, folder, Machine.here(), InstantSource.system(), own, QUIET_MILLIS);
    platforms.add(platform);
    return platform;
  }

  /** An image that serves its version, and is ready; another one for every version. */
  String image(String version) {
    return images.made(folder.getFileName().toString().toLowerCase(Locale.ROOT), version, change);
  }

  static ContainerSpec serving() {
    return serving(SERVE);
  }

  static ContainerSpec serving(String script) {
    return new ContainerSpec(
        PORT, List.of("/bin/sh", "-c", script), Optional.empty(), Optional.empty(), Optional.empty(), false, List.of(), List.of(),
            List.of(),
        List.of(), Optional.empty());
  }

  /** A release of a target whose image is staged. */
  Release release(DockerPlatform platform, TargetId target, String version, ContainerSpec container, UnaryOperator<RunSpec> run) {
    targets.add(target);
    PlatformSpec.Docker docker = new PlatformSpec.Docker(engine.spec(), container);
    String image = image(version);
    Digest digest = platform.stage(new Shipment.Image(image, docker));
    RunSpec usual = new RunSpec(1, image, "", Map.of(), HEALTH, Duration.ofSeconds(2), Optional.empty(), Optional.of(docker));
    return new Release(new ReleaseId(version + "-" + digest.brief()), version, digest, digest, run.apply(usual));
  }

  Release release(DockerPlatform platform, TargetId target, String version) {
    return release(platform, target, version, serving(), r -> r);
  }

  /** The container in which an instance lives now. */
  String container(TargetId target, InstanceId instance) {
    return Fleet.current(new Fleet(engine).of(target), instance).orElseThrow().id();
  }

  void kill(TargetId target, InstanceId instance) {
    String id = container(target, instance);
    engine.ask("kill", c -> c.killContainerCmd(id).exec());
  }

  @Override
  public void close() {
    platforms.forEach(DockerPlatform::close);
    for (TargetId target : targets) {
      new Fleet(engine).of(target).forEach(
          f -> engine.does("remove", c -> c.removeContainerCmd(f.id()).withForce(true).withRemoveVolumes(true).exec()));
      engine.does("remove", c -> c.removeNetworkCmd(Networks.own(target)).exec());
      engine.ask("list", c -> c.listVolumesCmd().withFilter("label", List.of(Label.TARGET + "=" + target)).exec()).getVolumes()
          .forEach(v -> engine.does("remove", c -> c.removeVolumeCmd(v.getName()).exec()));
    }
    images.remove();
    engine.close();
  }
}
