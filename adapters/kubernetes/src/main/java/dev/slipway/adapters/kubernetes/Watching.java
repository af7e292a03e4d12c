package dev.slipway.adapters.kubernetes;

import dev.slipway.core.spi.OutsideException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Begins to watch one kind of objects in a namespace, and waits until all that there are have been told. */
final class Watching {
  private static final long FIRST_LOOK_MILLIS = 10_000;
  /** Objects in one answer: all of a large namespace at once would need more memory than holding them does. */
  private static final long PAGE = 200;

  private Watching() {}

  static <T extends HasMetadata> Watched<T> of(
      Cluster cluster, String namespace, String kind, AnyNamespaceOperation<T, ?, ?> kindOf,
      Map<String, Function<T, List<String>>> indexes) {
    @SuppressWarnings("unchecked")
    var here = (MixedOperation<T, ?, ?>) kindOf;
    var inNamespace = here.inNamespace(namespace);
    // Asked once by itself: a watch that is refused would try again without a word.
    var unused = cluster.call("list " + kind + " of namespace " + namespace, () -> inNamespace.list(
        new ListOptionsBuilder().withLimit(1L).build()));
    SharedIndexInformer<T> informer = inNamespace.withLimit(PAGE).runnableInformer(0).removeNamespaceIndex().itemStore(new LeanStore<>());
    informer.addIndexers(indexes);
    informer.exceptionHandler((started, e) -> true);
    Watched<T> watched = new Watched<>(kind, namespace, informer);
    try {
      var started = informer.start().toCompletableFuture().get(FIRST_LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw ClusterFault.away("list " + kind + " of namespace " + namespace + " in " + cluster.said(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClusterFault.away("list " + kind + " of namespace " + namespace + " in " + cluster.said(), e);
    }
    return watched;
  }

  /** Objects of any kind. */
  static MixedOperation<GenericKubernetesResource, ?, ?> custom(Cluster cluster, String apiVersion, String kind) {
    try {
      return cluster.call("find the kind " + kind + " of " + apiVersion,
          () -> cluster.client().genericKubernetesResources(apiVersion, kind));
    } catch (OutsideException | IllegalArgumentException e) {
      throw new OutsideException("SLW-3218", cluster.said() + " has no kind " + kind + " of " + apiVersion + ClusterFault.HELD
          + ". Install what brings it, or use another router: " + e.getMessage(), e);
    }
  }

  private static final class LeanStore<T extends HasMetadata> extends BasicItemStore<T> {
    LeanStore() {
      super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public T put(String key, T object) {
      return super.put(key, Lean.of(object));
    }
  }
}
