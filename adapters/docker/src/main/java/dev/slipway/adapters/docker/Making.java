package dev.slipway.adapters.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes one life of an instance: a container by the digest of its image, with its secrets in place before it starts. */
final class Making {
  private static final long NANO_CPUS_PER_MILLI = 1_000_000L;
  private static final String HERE = "127.0.0.1";
  private static final String EVERYWHERE = "0.0.0.0";

  private final Engine engine;
  private final Networks networks;
  private final Images images;
  private final Map<String, String> own;

  Making(Engine engine, Images images, Map<String, String> ownEnvironment) {
    this.engine = engine;
    this.networks = new Networks(engine);
    this.images = images;
    this.own = Map.copyOf(ownEnvironment);
  }

  /**
   * Which life is to begin.
   *
   * @param generation 1 and up
   * @param deaths of the instance before
   * @param quickDeaths of its last lives
   * @param oomKills of the instance before
   */
  record Life(TargetId target, InstanceId id, int generation, int deaths, int quickDeaths, int oomKills, long epoch) {
    Life again() {
      return new Life(target, id, generation + 1, deaths + 1, quickDeaths + 1, oomKills, epoch);
    }
  }

  /** Makes and starts it. What is half made when this server ends is made anew by the next. */
  void make(Life life, Release release, PlatformSpec.Docker docker) {
    ContainerSpec spec = docker.container();
    if (!images.has(release.artifact())) {
      throw new OutsideException("SLW-3110", "the image of " + release.version() + " (" + release.artifact().brief()
          + ") is no longer in the Docker engine. No instance of it can be started and those that run go on; deploy " + release.version()
          + " again to bring it back");
    }
    List<ContainerSpec.Network> joined = networks.of(life.target(), spec);
    byte[] secrets = SecretFiles.archive(spec.secrets(), own);
    String id = created(life, release, spec, joined);
    networks.join(id, joined);
    if (!spec.secrets().isEmpty()) {
      engine.ask("put secrets into a container", c -> c.copyArchiveToContainerCmd(id).withRemotePath(SecretFiles.FOLDER)
          .withTarInputStream(new ByteArrayInputStream(secrets)).exec());
    }
    start(life, id);
  }

  private void start(Life life, String id) {
    try {
      engine.ask("start " + life.id(), c -> c.startContainerCmd(id).exec());
    } catch (EngineRefusal e) {
      if (e.said().contains("port is already allocated") || e.said().contains("address already in use")) {
        throw new OutsideException("SLW-3106", e.said().replace(". Nothing changed and traffic stays as it is; the next look tries again",
            "")
            + ". Those that run go on and traffic stays as it is; end what listens there. It is tried again after a backoff", e);
      }
      throw e;
    }
  }

  private String created(Life life, Release release, ContainerSpec spec, List<ContainerSpec.Network> joined) {
    String name = Name.of(life.target(), life.id());
    try {
      return engine.ask("make " + life.id(), c -> command(c.createContainerCmd("sha256:" + release.artifact().hex()), life, release, spec,
          joined)
          .withName(name).exec()).getId();
    } catch (EngineRefusal e) {
      if (e.conflict()) {
        throw new OutsideException("SLW-3107", "a container of another owner has the name " + name + " in the Docker engine: " + e.said()
            + ". Those that run go on; remove or rename it: docker rm " + name, e);
      }
      throw e;
    }
  }

  private CreateContainerCmd command(
      CreateContainerCmd command, Life life, Release release, ContainerSpec spec, List<ContainerSpec.Network> joined) {
    ExposedPort port = ExposedPort.tcp(spec.port());
    CreateContainerCmd made = command
        .withEnv(environment(life, release, spec))
        .withLabels(labels(life, release, spec, joined.getFirst().name()))
        .withExposedPorts(port)
        .withAliases(joined.getFirst().aliases())
        .withStopTimeout((int) Math.max(1, release.run().stopGrace().toSeconds()))
        .withHostConfig(host(release.run(), spec, port).withNetworkMode(joined.getFirst().name()));
    if (!spec.command().isEmpty()) {
      made.withCmd(spec.command());
    }
    spec.user().ifPresent(made::withUser);
    return made;
  }

  private HostConfig host(RunSpec run, ContainerSpec spec, ExposedPort port) {
    HostConfig host = HostConfig.newHostConfig().withRestartPolicy(RestartPolicy.noRestart()).withReadonlyRootfs(spec.readOnly())
        .withBinds(spec.volumes().stream().map(Bind::parse).toList());
    // Without swap beside it, for memory that is swapped out answers as late as memory that is missing.
    run.memoryLimitBytes().ifPresent(bytes -> host.withMemory(bytes).withMemorySwap(bytes));
    spec.milliCpus().ifPresent(milli -> host.withNanoCPUs(milli * NANO_CPUS_PER_MILLI));
    spec.pids().ifPresent(pids -> host.withPidsLimit(pids.longValue()));
    if (!spec.secrets().isEmpty()) {
      // A volume of its own, gone with the container: it can be filled before the start, also where the rest is read-only.
      host.withMounts(List.of(new Mount().withType(MountType.VOLUME).withTarget(SecretFiles.FOLDER)));
    }
    if (engine.spec().reach() == DockerEngine.Reach.PUBLISHED) {
      host.withPortBindings(new PortBinding(Ports.Binding.bindIp(engine.spec().host().isPresent() ? EVERYWHERE : HERE), port));
    }
    return host;
  }

  private static List<String> environment(Life life, Release release, ContainerSpec spec) {
    Map<String, String> all = new TreeMap<>(release.run().environment());
    all.put("PORT", Integer.toString(spec.port()));
    all.put("SLIPWAY_SERVICE", life.target().service());
    all.put("SLIPWAY_ENVIRONMENT", life.target().environment());
    all.put("SLIPWAY_VERSION", release.version());
    all.put("SLIPWAY_RELEASE", release.id().value());
    all.put("SLIPWAY_INSTANCE", life.id().toString());
    return all.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  private static Map<String, String> labels(Life life, Release release, ContainerSpec spec, String network) {
    Map<String, String> labels = new HashMap<>();
    spec.labels().forEach(l -> labels.put(l.name(), l.value()));
    labels.putAll(HealthText.labels(release.run().health(), release.run().stopGrace()));
    labels.put(Label.TARGET, life.target().toString());
    labels.put(Label.RELEASE, release.id().value());
    labels.put(Label.INSTANCE, life.id().toString());
    labels.put(Label.VERSION, release.version());
    labels.put(Label.EPOCH, Long.toString(life.epoch()));
    labels.put(Label.GENERATION, Integer.toString(life.generation()));
    labels.put(Label.DEATHS, Integer.toString(life.deaths()));
    labels.put(Label.QUICK_DEATHS, Integer.toString(life.quickDeaths()));
    labels.put(Label.OOM_KILLS, Integer.toString(life.oomKills()));
    labels.put(Label.PORT, Integer.toString(spec.port()));
    labels.put(Label.NETWORK, network);
    return labels;
  }
}
