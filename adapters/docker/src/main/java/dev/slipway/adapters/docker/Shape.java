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
import dev.slipway.core.release.Release;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a container looks like to its engine: variables, labels, limits and ports of one life of an instance. */
record Shape(Making.Life life, Release release, ContainerSpec spec, DockerEngine engine) {
  private static final long NANO_CPUS_PER_MILLI = 1_000_000L;
  private static final String HERE = "127.0.0.1";
  private static final String EVERYWHERE = "0.0.0.0";

  /** Puts it into a request. */
  CreateContainerCmd fill(CreateContainerCmd command, ContainerSpec.Network first) {
    ExposedPort port = ExposedPort.tcp(spec.port());
    CreateContainerCmd made = command
        .withEnv(environment())
        .withLabels(labels(first.name()))
        .withExposedPorts(port)
        .withAliases(first.aliases())
        .withStopTimeout((int) Math.max(1, release.run().stopGrace().toSeconds()))
        .withHostConfig(host(port).withNetworkMode(first.name()));
    if (!spec.command().isEmpty()) {
      made.withCmd(spec.command());
    }
    spec.user().ifPresent(made::withUser);
    return made;
  }

  private HostConfig host(ExposedPort port) {
    HostConfig host = HostConfig.newHostConfig().withRestartPolicy(RestartPolicy.noRestart()).withReadonlyRootfs(spec.readOnly())
        .withBinds(spec.volumes().stream().map(Bind::parse).toList());
    // Without swap beside it, for memory that is swapped out answers as late as memory that is missing.
    release.run().memoryLimitBytes().ifPresent(bytes -> host.withMemory(bytes).withMemorySwap(bytes));
    spec.milliCpus().ifPresent(milli -> host.withNanoCPUs(milli * NANO_CPUS_PER_MILLI));
    spec.pids().ifPresent(pids -> host.withPidsLimit(pids.longValue()));
    if (!spec.secrets().isEmpty()) {
      // A volume of its own, gone with the container: it can be filled before the start, also where the rest is read-only.
      host.withMounts(List.of(new Mount().withType(MountType.VOLUME).withTarget(SecretFiles.FOLDER)));
    }
    if (engine.reach() == DockerEngine.Reach.PUBLISHED) {
      host.withPortBindings(new PortBinding(Ports.Binding.bindIp(engine.host().isPresent() ? EVERYWHERE : HERE), port));
    }
    return host;
  }

  private List<String> environment() {
    Map<String, String> all = new TreeMap<>(release.run().environment());
    all.put("PORT", Integer.toString(spec.port()));
    all.put("SLIPWAY_SERVICE", life.target().service());
    all.put("SLIPWAY_ENVIRONMENT", life.target().environment());
    all.put("SLIPWAY_VERSION", release.version());
    all.put("SLIPWAY_RELEASE", release.id().value());
    all.put("SLIPWAY_INSTANCE", life.id().toString());
    return all.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  private Map<String, String> labels(String network) {
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
