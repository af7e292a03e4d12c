package dev.slipway.adapters.docker;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The containers of targets, as the engine lists them. */
final class Fleet {
  private final Engine engine;
  private final Adopted adopted;

  Fleet(Engine engine) {
    this(engine, new Adopted(engine));
  }

  Fleet(Engine engine, Adopted adopted) {
    this.engine = engine;
    this.adopted = adopted;
  }

  /** All containers of a target, also those that died and were followed by others. */
  List<Found> of(TargetId target) {
    return of(target, Optional.empty());
  }

  /** The same, where nothing more was taken over since the mark. */
  List<Found> of(TargetId target, Optional<Live.Mark> mark) {
    List<Found> before = adopted.of(target, mark);
    List<Found> own = listed(Map.of(Label.TARGET, target.toString()));
    // One that has been followed by a life of Slipway's own counts no more.
    Stream<Found> beside = before.stream().filter(a -> own.stream().noneMatch(f -> f.instance().equals(a.instance())));
    return Stream.concat(own.stream(), beside).toList();
  }

  private List<Found> listed(Map<String, String> labels) {
    return engine.ask("list its containers", c -> c.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec()).stream()
        .filter(c -> c.getLabels().containsKey(Label.INSTANCE))
        .map(c -> Found.of(c, engine.spec()))
        .toList();
  }

  /** The life of an instance that counts. */
  static Optional<Found> current(Collection<Found> all, InstanceId instance) {
    return all.stream().filter(f -> f.instance().equals(instance) && f.counts()).findFirst();
  }

  /** The lives of an instance that were followed by others, newest first. */
  static List<Found> past(Collection<Found> all, InstanceId instance) {
    return all.stream().filter(f -> f.instance().equals(instance) && !f.counts())
        .sorted(Comparator.comparingInt(Found::generation).reversed()).toList();
  }
}
