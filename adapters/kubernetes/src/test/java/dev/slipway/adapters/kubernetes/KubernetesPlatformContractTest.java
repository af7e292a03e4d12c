package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Platform;
import dev.slipway.core.spi.PlatformContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Pods of a real cluster keep to the contract of every platform. */
final class KubernetesPlatformContractTest extends PlatformContract {
  private final List<Clusters> servers = new ArrayList<>();
  private String namespace;
  private ClusterPlatform platform;

  @BeforeEach
  void open() {
    namespace = RealCluster.namespace("platform");
    RealCluster.admin().resource(TeamObjects.deployment(0)).inNamespace(namespace).create();
    platform = (ClusterPlatform) anotherServer();
  }

  @AfterEach
  void close() {
    servers.forEach(Clusters::close);
    RealCluster.remove(namespace);
  }

  @Override
  protected Platform platform() {
    return platform;
  }

  @Override
  protected Platform anotherServer() {
    Clusters server = new Clusters(InstantSource.system(), System::nanoTime);
    servers.add(server);
    return server.platform(TeamObjects.spec(namespace));
  }

  @Override
  protected Release release(String version) {
    return release(platform, version, 2);
  }

  static Release release(ClusterPlatform platform, String version, int instances) {
    Digest artifact = platform.stage(new Shipment.PodImage(TeamObjects.IMAGE));
    Digest configuration = new Digest(Names.sha256(version));
    RunSpec run = new RunSpec(instances, TeamObjects.IMAGE, "", Map.of("VERSION", version), HealthSpec.portOnly(), Duration.ofSeconds(1),
        Optional.empty());
    return new Release(new ReleaseId(version + "-" + configuration.brief()), version, artifact, configuration, run);
  }

  @Override
  protected void die(TargetId target, InstanceId instance) {
    String pod = platform.observe(target).instances().stream().filter(i -> i.id().equals(instance)).flatMap(i -> PodLog.pod(i).stream())
        .findFirst().orElseThrow();
    RealCluster.kubectl("-n", namespace, "exec", pod, "--", "/bin/busybox", "killall", "httpd");
  }

  /** A kubelet starts again whatever dies; only a pod that is told to stop stays dead. */
  @Override
  protected Set<Condition> deadWhileLeaving() {
    return Set.of(Condition.DEAD, Condition.STOPPING);
  }

  /** Of the first death, a loaded kubelet may tell only that it has started the container again. */
  @Override
  protected boolean seenDead(Instance died) {
    return died.restarts() > 0;
  }

  @Override
  protected void pass() {
    RealCluster.pause();
    RealCluster.pause();
  }
}
