package dev.slipway.server;

import dev.slipway.adapters.docker.DockerPlatform;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.LogPart;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** All that one target's releases run on, as one platform: each is asked for its own, and every one of them must answer. */
final class TargetPlatform implements Platform {
  private final MachinePlatforms platforms;
  private final EnginesInUse inUse;
  private final TargetId id;
  private final List<Release> known;

  TargetPlatform(MachinePlatforms platforms, EnginesInUse inUse, TargetId id, List<Release> known) {
    this.platforms = platforms;
    this.inUse = inUse;
    this.id = id;
    this.known = known;
  }

  @Override
  public PlatformSeen observe(TargetId target) {
    List<PlatformSeen.Instance> all = new ArrayList<>(platforms.processes().observe(target).instances());
    for (DockerEngine engine : engines()) {
      all.addAll(platforms.docker(engine).observe(target).instances());
    }
    return new PlatformSeen(all);
  }

  private Set<DockerEngine> engines() {
    return platforms.engines(id, known.stream());
  }

  @Override
  public void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch) {
    List<OutsideException> failures = new ArrayList<>();
    attempt(failures, () -> platforms.processes().converge(target, of(running, r -> r.run().platform().isEmpty()), leaving, epoch));
    Set<DockerEngine> engines = platforms.engines(id, running.values().stream());
    engines.addAll(engines());
    for (DockerEngine engine : engines) {
      attempt(failures, () -> converge(engine, target, running, leaving, epoch));
    }
    if (!failures.isEmpty()) {
      failures.stream().skip(1).forEach(failures.getFirst()::addSuppressed);
      throw failures.getFirst();
    }
  }

  private void converge(DockerEngine engine, TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch) {
    Map<InstanceId, Release> here = of(running, r -> MachinePlatforms.engine(r).filter(engine::equals).isPresent());
    DockerPlatform platform = platforms.docker(engine);
    if (!here.isEmpty()) {
      inUse.enter(target, engine);
    }
    platform.converge(target, here, leaving, epoch);
    if (here.isEmpty() && platform.observe(target).instances().isEmpty()) {
      inUse.leave(target, engine);
    }
  }

  private static Map<InstanceId, Release> of(Map<InstanceId, Release> all, Predicate<Release> which) {
    Map<InstanceId, Release> found = new LinkedHashMap<>();
    all.forEach((instance, release) -> {
      if (which.test(release)) {
        found.put(instance, release);
      }
    });
    return found;
  }

  /** One platform that is away must not keep the others waiting. */
  private static void attempt(List<OutsideException> failures, Runnable effect) {
    try {
      effect.run();
    } catch (OutsideException e) {
      failures.add(e);
    }
  }

  @Override
  public Digest stage(Shipment artifact) {
    return platforms.stage(artifact);
  }

  @Override
  public LogPart logs(TargetId target, InstanceId instance, Optional<String> after, int lines) throws IOException {
    Optional<Release> release = known.stream().filter(r -> r.id().equals(instance.release())).findFirst();
    if (release.isPresent()) {
      return on(release.flatMap(platforms::docker)).logs(target, instance, after, lines);
    }
    LogPart part = platforms.processes().logs(target, instance, after, lines);
    for (DockerEngine engine : engines()) {
      part = part.lines().isEmpty() ? platforms.docker(engine).logs(target, instance, after, lines) : part;
    }
    return part;
  }

  private Platform on(Optional<DockerPlatform> docker) {
    return docker.isPresent() ? docker.get() : platforms.processes();
  }
}
