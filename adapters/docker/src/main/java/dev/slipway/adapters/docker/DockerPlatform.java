package dev.slipway.adapters.docker;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.SecretValues;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.LogPart;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Instances as containers of one Docker engine. Everything that was decided is in the engine itself, in names, labels and a volume: a
 * server that has just come knows as much as the one before it.
 */
public final class DockerPlatform implements Platform, AutoCloseable {
  /** So long must nobody have asked a container of compose's before it is ended. */
  private static final long QUIET_MILLIS = 30_000;

  private final Engine engine;
  private final Live live;
  private final Picture picture;
  private final Adopting adopting;
  private final Images images;
  private final ContainerLogs logs;
  private final KeptLogs kept;
  private final Converging converging;
  private final Watch watch;
  private final Sight sight;
  private final Map<String, String> own;

  /**
   * A platform over one engine, which is not asked anything yet.
   *
   * @param state folder for the logs of containers that are gone, and for the sockets of tunnels
   */
  public DockerPlatform(DockerEngine spec, Path state) {
    this(new Engine(spec, state.resolve("run")), state, Machine.here(), InstantSource.system(), System.getenv(), QUIET_MILLIS);
  }

  DockerPlatform(Engine engine, Path state, Machine machine, InstantSource clock, Map<String, String> ownEnvironment,
      long quietMillis) {
    own = Map.copyOf(ownEnvironment);
    this.engine = engine;
    live = new Live(engine, System::nanoTime);
    Adopted adopted = new Adopted(engine);
    picture = new Picture(new Fleet(engine, adopted), live, System::nanoTime);
    images = new Images(engine);
    adopting = new Adopting(engine, adopted, images, live);
    logs = new ContainerLogs(engine);
    kept = new KeptLogs(state.resolve("logs"), logs);
    Deaths deaths = new Deaths(engine, logs, machine);
    Ending ending = new Ending(engine, kept, deaths, clock, adopted, new LettingGo(engine, machine, quietMillis));
    Lives lives = new Lives(engine, new Making(engine, images, own), ending, deaths, machine);
    watch = new Watch(engine, machine, new Restarting(ending, deaths)::restart);
    sight = new Sight(watch, deaths, ending, machine, clock);
    converging = new Converging(picture, new Fence(engine, picture), lives, ending, sight);
  }

  @Override
  public PlatformSeen observe(TargetId target) {
    return sight.of(target.toString(), picture.of(target));
  }

  @Override
  public void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch) {
    converging.converge(target, running, leaving, epoch);
  }

  @Override
  public Digest stage(Shipment artifact) {
    return images.keep(reference(artifact));
  }

  /** The digest under which it would be kept. An image that the engine does not have is fetched, for only then is it known. */
  public Digest digest(Shipment artifact) {
    return images.digest(reference(artifact));
  }

  private static String reference(Shipment artifact) {
    return switch (artifact) {
      case Shipment.Image(String reference, PlatformSpec on) -> reference;
      case Shipment.PodImage(String reference) -> reference;
      case Shipment.Files(Path place) -> throw new OutsideException("SLW-3113", "containers do not run from " + place
          + ". Nothing was kept and traffic stays as it is; name an image");
    };
  }

  /** What takes over containers that compose runs. */
  public Adopting adopting() {
    return adopting;
  }

  /** Whether the image of a release is kept, so that it can be started again. */
  public boolean keeps(Release release) {
    return images.has(release.artifact());
  }

  /** Why a release cannot be given what it only refers to, if so. */
  public Optional<String> missing(Release release) {
    for (Map.Entry<String, String> variable : release.run().environment().entrySet()) {
      if (SecretValues.isReference(variable.getValue())) {
        return Optional.of("the variable " + variable.getKey()
            + " refers to a secret, and whoever may look at a container sees its variables. Nothing was "
            + "started, and those that run go on. Give it as a file: secrets: { " + variable.getKey() + ": " + variable.getValue() + " }");
      }
    }
    return SecretValues.missing(SecretFiles.sources(Converging.docker(release).container().secrets()), own);
  }

  /** Lets go of images and logs that belong to none of these. */
  public void sweep(Set<Digest> keepImages, Map<TargetId, Set<ReleaseId>> keepLogs) throws IOException {
    images.prune(keepImages);
    for (Map.Entry<TargetId, Set<ReleaseId>> target : keepLogs.entrySet()) {
      kept.prune(target.getKey(), target.getValue());
    }
  }

  @Override
  public LogPart logs(TargetId target, InstanceId instance, Optional<String> after, int lines) throws IOException {
    List<Found> all = picture.of(target);
    List<Found> ordered = new ArrayList<>(Fleet.past(all, instance).reversed());
    Fleet.current(all, instance).ifPresent(ordered::add);
    return ordered.isEmpty() ? new LogPart(after.isPresent() ? List.of() : kept.last(target, instance, lines), after.orElse(""), false)
        : logs.read(ordered, after, lines);
  }

  /** Stops looking. Containers run on. */
  @Override
  public void close() {
    watch.close();
    live.close();
    engine.close();
  }
}
