package dev.slipway.adapters.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects of one kind in one namespace, as the cluster tells of them. What this program just wrote counts at once: until the cluster tells
 * of it, its own answer to the write does.
 */
final class Watched<T extends HasMetadata> implements AutoCloseable {
  private final String kind;
  private final String namespace;
  private final SharedIndexInformer<T> informer;
  private final Map<String, T> written = new ConcurrentHashMap<>();
  /** What was deleted here, by name, with the last version of it. */
  private final Map<String, Long> deleted = new ConcurrentHashMap<>();

  Watched(String kind, String namespace, SharedIndexInformer<T> informer) {
    this.kind = kind;
    this.namespace = namespace;
    this.informer = informer;
    informer.addEventHandler(new ResourceEventHandler<>() {
      @Override
      public void onAdd(T object) {
        overtake(object);
      }

      @Override
      public void onUpdate(T before, T object) {
        overtake(object);
      }

      @Override
      public void onDelete(T object, boolean finalStateUnknown) {
        written.remove(object.getMetadata().getName());
        deleted.remove(object.getMetadata().getName());
      }
    });
  }

  private void overtake(T told) {
    written.computeIfPresent(told.getMetadata().getName(), (name, mine) -> Marks.version(told) >= Marks.version(mine) ? null : mine);
  }

  String kind() {
    return kind;
  }

  /** Whether the cluster tells of changes as they happen. */
  boolean live() {
    return informer.hasSynced() && informer.isWatching();
  }

  /** Keeps the answer to a write. */
  T wrote(T answer) {
    String name = answer.getMetadata().getName();
    Optional<T> told = told(name);
    if (told.filter(t -> Marks.version(t) >= Marks.version(answer)).isEmpty()) {
      written.put(name, answer);
    }
    return answer;
  }

  /** What was just deleted is not there any more, whatever the cluster still tells. */
  void forget(String name) {
    get(name).ifPresent(last -> deleted.put(name, Marks.version(last)));
    written.remove(name);
  }

  private boolean there(T told) {
    return Marks.version(told) > deleted.getOrDefault(told.getMetadata().getName(), -1L);
  }

  Optional<T> get(String name) {
    Optional<T> told = told(name);
    Optional<T> mine = Optional.ofNullable(written.get(name));
    return mine.isPresent() && told.filter(t -> Marks.version(t) >= Marks.version(mine.get())).isEmpty() ? mine : told;
  }

  private Optional<T> told(String name) {
    return Optional.ofNullable(informer.getStore().getByKey(namespace + "/" + name)).filter(this::there);
  }

  List<T> all() {
    return merged(informer.getStore().list());
  }

  /** Those under a key of an index. */
  List<T> by(String index, String key) {
    return merged(informer.getIndexer().byIndex(index, key));
  }

  private List<T> merged(List<T> told) {
    if (written.isEmpty() && deleted.isEmpty()) {
      return told;
    }
    Map<String, T> all = new ConcurrentHashMap<>();
    told.stream().filter(this::there).forEach(t -> all.put(t.getMetadata().getName(), t));
    written.forEach((name, mine) -> all.merge(name, mine, (a, b) -> Marks.version(a) >= Marks.version(b) ? a : b));
    return new ArrayList<>(all.values());
  }

  @Override
  public void close() {
    informer.close();
  }
}
