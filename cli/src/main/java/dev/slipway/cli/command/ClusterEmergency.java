package dev.slipway.cli.command;

import dev.slipway.adapters.kubernetes.Clusters;
import dev.slipway.cli.CliException;
import dev.slipway.cli.client.ConfigFile;
import dev.slipway.cli.client.WrittenEnvironment;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.traffic.RouterSpec;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An emergency in a cluster: the object that moves traffic there is asked, and nothing else. */
final class ClusterEmergency {
  private ClusterEmergency() {}

  /** What is in a cluster, by the slipway.yaml that is here: the cluster itself knows the rest. */
  static List<TargetId> declare(Optional<TargetId> target, Optional<Path> file, String why) {
    Optional<Path> written = file.or(ConfigFile::nearest);
    if (target.isEmpty() || written.isEmpty()) {
      return List.of();
    }
    Optional<RouterSpec> router = router(written.get(), target.get());
    if (router.isEmpty() || !(router.get() instanceof RouterSpec.Kubernetes spec)) {
      return List.of();
    }
    try (Clusters clusters = new Clusters(InstantSource.system(), System::nanoTime)) {
      clusters.router(spec).emergency(target.get(), new RouterSeen.Override(TargetOptions.by(), why), Long.MAX_VALUE);
    }
    return List.of(target.get());
  }

  /** A slipway.yaml with a fault must keep nobody from the routers of this machine. */
  private static Optional<RouterSpec> router(Path written, TargetId target) {
    try {
      WrittenEnvironment environment = WrittenEnvironment.of(ConfigFile.find(Optional.of(written)), target.toString());
      Path folder = Objects.requireNonNull(written.toAbsolutePath().getParent(), "a file is in a folder");
      return environment.target().equals(target) ? environment.config().settingsFrom(folder).router() : Optional.empty();
    } catch (CliException e) {
      System.err.println("not asked whether it is in Kubernetes: " + e.said());
      return Optional.empty();
    }
  }
}
