package dev.slipway.server;

import dev.slipway.adapters.docker.DockerPlatform;
import dev.slipway.adapters.process.ProcessPlatform;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Platform;
import dev.slipway.engine.journal.Chain;
import dev.slipway.server.deploy.Platforms;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The platforms of a server that deploys from its own machine. An engine's is made when the first release asks for it, and no class of
 * it before.
 */
final class MachinePlatforms implements Platforms, AutoCloseable {
  private static final int NAME_DIGITS = 12;

  private final ProcessPlatform processes;
  private final Path dockerFolder;
  private final EnginesInUse inUse;
  private final Map<DockerEngine, DockerPlatform> engines = new ConcurrentHashMap<>();

  MachinePlatforms(ProcessPlatform processes, Path folder) {
    this.processes = processes;
    this.dockerFolder = folder.resolve("docker");
    this.inUse = new EnginesInUse(dockerFolder.resolve("in-use"));
  }

  ProcessPlatform processes() {
    return processes;
  }

  /** The platform of an engine, which is not asked anything by that. */
  DockerPlatform docker(DockerEngine engine) {
    return engines.computeIfAbsent(engine, e -> new DockerPlatform(e, dockerFolder.resolve(name(e))));
  }

  /** That of a release, unless it runs as processes. */
  Optional<DockerPlatform> docker(Release release) {
    return engine(release).map(this::docker);
  }

  static Optional<DockerEngine> engine(Release release) {
    return release.run().platform().map(MachinePlatforms::engine);
  }

  private static DockerEngine engine(PlatformSpec spec) {
    return switch (spec) {
      case PlatformSpec.Docker d -> d.engine();
    };
  }

  @Override
  public Platform of(TargetState state) {
    return new TargetPlatform(this, inUse, state.id(), releases(state).toList());
  }

  private static Stream<Release> releases(TargetState state) {
    return Stream.of(state.stable(), state.warm().map(TargetState.Warm::release), state.rollout().map(r -> r.candidate()),
        state.queued().map(q -> q.release())).flatMap(Optional::stream);
  }

  /** The engines that a target's instances may be on. */
  Set<DockerEngine> engines(TargetId target, Stream<Release> known) {
    return inUse.with(target, known.flatMap(r -> engine(r).stream()));
  }

  /** Brings an artifact to where it is run. */
  Digest stage(Shipment artifact) {
    return switch (artifact) {
      case Shipment.Files f -> processes.stage(f);
      case Shipment.Image i -> docker(engine(i.on())).stage(i);
      case Shipment.PodImage p -> throw MachineShelf.elsewhere(p);
    };
  }

  private static String name(DockerEngine engine) {
    return engine.host().map(host -> Chain.digest(host).substring(0, NAME_DIGITS)).orElse("local");
  }

  /** Nobody looks any more; instances go on. */
  @Override
  public void close() {
    processes.close();
    engines.values().forEach(DockerPlatform::close);
  }
}
