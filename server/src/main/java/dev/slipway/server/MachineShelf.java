package dev.slipway.server;

import dev.slipway.adapters.docker.DockerPlatform;
import dev.slipway.adapters.linux.SecretValues;
import dev.slipway.adapters.process.ProcessPlatform;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.server.deploy.Shelf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the platforms of this machine's server keep: files in the release store, images in the engines that run them. */
record MachineShelf(MachinePlatforms platforms) implements Shelf {
  @Override
  public boolean keeps(Release release) {
    return platforms.docker(release).map(d -> d.keeps(release)).orElseGet(() -> platforms.processes().keeps(release));
  }

  @Override
  public Optional<String> missing(Release release) {
    Optional<DockerPlatform> docker = platforms.docker(release);
    return docker.isPresent() ? docker.get().missing(release) : SecretValues.missing(release.run().environment(), System.getenv());
  }

  @Override
  public Digest digest(Shipment artifact) throws IOException {
    return switch (artifact) {
      case Shipment.Files(Path place) -> platforms.processes().digest(place);
      case Shipment.Image i -> switch (i.on()) {
        case PlatformSpec.Docker d -> platforms.docker(d.engine()).digest(i);
      };
      case Shipment.PodImage p -> throw elsewhere(p);
    };
  }

  static IllegalArgumentException elsewhere(Shipment.PodImage image) {
    return new IllegalArgumentException("a cluster runs " + image.reference() + ", and not this machine");
  }

  @Override
  public void sweep(Map<TargetId, Set<Release>> keep) throws IOException {
    ProcessPlatform processes = platforms.processes();
    for (Map.Entry<TargetId, Set<Release>> target : keep.entrySet()) {
      processes.pruning().logs(target.getKey(), ids(target.getValue()));
    }
    processes.pruning().artifacts(keep.values().stream().flatMap(Set::stream).map(Release::artifact).collect(Collectors.toSet()));
    sweepEngines(keep);
  }

  private void sweepEngines(Map<TargetId, Set<Release>> keep) throws IOException {
    Map<DockerEngine, Set<Digest>> images = new HashMap<>();
    Map<TargetId, Set<ReleaseId>> logs = new HashMap<>();
    keep.forEach((target, releases) -> {
      logs.put(target, ids(releases));
      releases.forEach(r -> MachinePlatforms.engine(r).ifPresent(e -> images.computeIfAbsent(e, one -> new HashSet<>()).add(r.artifact())));
    });
    for (Map.Entry<DockerEngine, Set<Digest>> engine : images.entrySet()) {
      platforms.docker(engine.getKey()).sweep(engine.getValue(), logs);
    }
  }

  private static Set<ReleaseId> ids(Set<Release> releases) {
    return releases.stream().map(Release::id).collect(Collectors.toSet());
  }
}
