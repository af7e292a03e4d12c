package dev.slipway.adapters.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one kind in one namespace, as the cluster tells of them. What this program just wrote counts at once: until the cluster tells
 * of it, its own answer to the write does.
 */
final class Watched<T extends HasMetadata> implements AutoCloseable {
  private static final long NEVER = -1;

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
      written.put(name, Lean.of(answer));
    }
    return answer;
  }

  /** Keeps what was read by itself; nothing where it is not there. */
  void read(String name, @Nullable T fresh) {
    if (fresh == null) {
      forget(name);
    } else {
      wrote(fresh);
    }
  }

  /** What was just deleted is not there any more, whatever the cluster still tells. */
  void forget(String name) {
    get(name).ifPresent(last -> deleted.put(name, Marks.version(last)));
    written.remove(name);
  }

  /** What is remembered here is looked at before what the cluster told: it is let go only after that has come. */
  Optional<T> get(String name) {
    Optional<T> mine = Optional.ofNullable(written.get(name));
    Optional<T> told = told(name);
    return mine.isPresent() && told.filter(t -> Marks.version(t) >= Marks.version(mine.get())).isEmpty() ? mine : told;
  }

  private Optional<T> told(String name) {
    long gone = deleted.getOrDefault(name, NEVER);
    return Optional.ofNullable(informer.getStore().getByKey(namespace + "/" + name)).filter(t -> Marks.version(t) > gone);
  }

  List<T> all() {
    return merged(() -> informer.getStore().list());
  }

  /** Those under a key of an index. */
  List<T> by(String index, String key) {
    Function<T, List<String>> keys = Objects.requireNonNull(informer.getIndexer().getIndexers().get(index), index);
    // What was written here may have another key than what the cluster told of it.
    return merged(() -> informer.getIndexer().byIndex(index, key)).stream().filter(t -> keys.apply(t).contains(key)).toList();
  }

  private List<T> merged(Supplier<List<T>> cluster) {
    Map<String, T> mine = Map.copyOf(written);
    Map<String, Long> gone = Map.copyOf(deleted);
    List<T> told = cluster.get();
    if (mine.isEmpty() && gone.isEmpty()) {
      return told;
    }
    Map<String, T> all = new HashMap<>();
    told.stream().filter(t -> Marks.version(t) > gone.getOrDefault(t.getMetadata().getName(), NEVER))
        .forEach(t -> all.put(t.getMetadata().getName(), t));
    mine.forEach((name, own) -> all.merge(name, own, (a, b) -> Marks.version(a) >= Marks.version(b) ? a : b));
    return new ArrayList<>(all.values());
  }

  @Override
  public void close() {
    informer.close();
  }
}
