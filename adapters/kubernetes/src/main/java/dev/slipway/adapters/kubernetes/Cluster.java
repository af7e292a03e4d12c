package dev.slipway.adapters.kubernetes;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.KubernetesPlace;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** One cluster, with the credentials by which it is reached. Nothing is asked of it before the first namespace is. */
final class Cluster implements AutoCloseable {
  private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  private final Optional<String> kubeconfig;
  private final Optional<String> context;
  private final InstantSource clock;
  private final LongSupplier nanoClock;
  private final Map<String, Namespace> namespaces = new ConcurrentHashMap<>();
  private Optional<KubernetesClient> client = Optional.empty();

  /** Nothing is read or sent yet. */
  Cluster(Optional<String> kubeconfig, Optional<String> context, InstantSource clock, LongSupplier nanoClock) {
    this.kubeconfig = kubeconfig;
    this.context = context;
    this.clock = clock;
    this.nanoClock = nanoClock;
  }

  private KubernetesClient open() {
    Config config = config(kubeconfig, context);
    config.setRequestTimeout(REQUEST_TIMEOUT_MILLIS);
    config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
    config.setRequestRetryBackoffLimit(0);
    config.setUserAgent("slipway");
    return new KubernetesClientBuilder().withConfig(config)
        .withKubernetesSerialization(new KubernetesSerialization(ClusterJson.mapper(), true)).build();
  }

  private static Config config(Optional<String> kubeconfig, Optional<String> context) {
    if (kubeconfig.isEmpty() && context.isEmpty()) {
      return Config.autoConfigure(null);
    }
    try {
      Path file = Path.of(kubeconfig.orElseGet(Cluster::usualFile));
      Config config = Config.fromKubeconfig(null, Files.readString(file), file.toString());
      List<String> known = config.getContexts().stream().map(c -> c.getName()).toList();
      if (context.isPresent() && !known.contains(context.get())) {
        throw new OutsideException("SLW-3202", "the kubeconfig " + file + " knows no context " + context.get() + ClusterFault.HELD
            + ". It knows: " + String.join(", ", known));
      }
      return context.isEmpty() ? config : Config.fromKubeconfig(context.get(), Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new OutsideException("SLW-3202", "the kubeconfig cannot be read: " + e + ClusterFault.HELD, e);
    }
  }

  private static String usualFile() {
    String told = System.getenv("KUBECONFIG");
    return told == null || told.isBlank() ? Path.of(System.getProperty("user.home"), ".kube", "config").toString() : told.split(":")[0];
  }

  synchronized KubernetesClient client() {
    if (client.isEmpty()) {
      client = Optional.of(open());
    }
    return client.get();
  }

  InstantSource clock() {
    return clock;
  }

  /** Its name for people. */
  String said() {
    return context.map(c -> "context " + c).orElseGet(() -> "the cluster of " + kubeconfig.orElse("the server's own account"));
  }

  /** One of its namespaces, watched from now on. */
  Namespace namespace(String name) {
    return namespaces.computeIfAbsent(name, n -> new Namespace(this, n, nanoClock));
  }

  Namespace namespace(KubernetesPlace place) {
    return namespace(place.namespace());
  }

  /** Makes one call, and tells in words what went wrong. */
  <T> T call(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (KubernetesClientException e) {
      throw ClusterFault.of(what + " in " + said(), e);
    }
  }

  @Override
  public synchronized void close() {
    namespaces.values().forEach(Namespace::close);
    client.ifPresent(KubernetesClient::close);
  }
}
