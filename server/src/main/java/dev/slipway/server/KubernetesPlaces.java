package dev.slipway.server;

import dev.slipway.adapters.kubernetes.ClusterPlatform;
import dev.slipway.adapters.kubernetes.Clusters;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Router;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.server.deploy.Places;
import dev.slipway.server.deploy.Shelf;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Clusters as places, each opened when the first target there is looked at: a server without any loads nothing of Kubernetes. */
final class KubernetesPlaces implements AutoCloseable {
  private Optional<Clusters> clusters = Optional.empty();

  private synchronized Clusters clusters() {
    if (clusters.isEmpty()) {
      clusters = Optional.of(new Clusters(InstantSource.system(), System::nanoTime));
    }
    return clusters.get();
  }

  /** The place behind a router; none where that is on this machine. */
  Optional<Places.Place> of(RouterSpec router) {
    return router instanceof RouterSpec.Kubernetes k ? Optional.of(place(clusters().platform(k))) : Optional.empty();
  }

  /** What spreads requests there. */
  Router router(RouterSpec.Kubernetes router) {
    return clusters().router(router);
  }

  private static Places.Place place(ClusterPlatform platform) {
    return new Places.Place(platform, new Kept(platform), Optional.of(new Before(platform)));
  }

  private record Before(ClusterPlatform platform) implements Places.Standing {
    @Override
    public Optional<Found> look() {
      platform.check();
      return platform.standing().map(s -> new Found(s.version(), s.digest(), s.instances()));
    }

    @Override
    public void free(TargetId target) {
      platform.free(target);
    }

    @Override
    public void adopt(TargetId target, Release release) {
      platform.adopt(target, release);
    }
  }

  private record Kept(ClusterPlatform platform) implements Shelf {
    @Override
    public boolean keeps(Release release) {
      return platform.keeps(release);
    }

    /** What the server can look up on its own machine has no place in a cluster, where everybody who sees the Deployment would read it. */
    @Override
    public Optional<String> missing(Release release) {
      return release.run().environment().entrySet().stream().filter(e -> e.getValue().matches("\\$\\{(env|file):[^{}]+}")).findFirst()
          .map(e -> "SLW-3219 the variable " + e.getKey() + " refers to a secret of the server's machine, which is not given to a cluster. "
              + "Nothing was started; traffic stays as it is. Name a Secret in your Deployment, as valueFrom: { secretKeyRef: … }");
    }

    @Override
    public Digest digest(Shipment artifact) {
      return platform.digest(artifact);
    }

    @Override
    public void sweep(Map<TargetId, Set<Release>> keep) {
      platform.sweep(keep.values().stream().flatMap(Set::stream).map(Release::artifact).collect(Collectors.toSet()));
    }
  }

  @Override
  public synchronized void close() {
    clusters.ifPresent(Clusters::close);
  }
}
