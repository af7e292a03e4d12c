package dev.slipway.adapters.docker;

import dev.slipway.core.rollout.TargetId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The containers of each target as they are now. The engine is asked for them when it told of a change, when it does not tell, and now and
 * then to see that it tells of everything; else what it last said is still so.
 */
final class Picture {
  /** As long as it is believed that nothing has changed. An engine that hangs, or a connection that nobody closed, tells nothing either. */
  private static final long BELIEVED_NANOS = 40_000_000_000L;

  private final Fleet fleet;
  private final Live live;
  private final LongSupplier nanoClock;
  private final Map<TargetId, Taken> taken = new ConcurrentHashMap<>();
  private final Map<String, String> owners = new ConcurrentHashMap<>();

  Picture(Fleet fleet, Live live, LongSupplier nanoClock) {
    this.fleet = fleet;
    this.live = live;
    this.nanoClock = nanoClock;
  }

  private record Taken(Live.Mark mark, long atNanos, List<Found> all) {}

  /** All containers of a target, also those that died and were followed by others. */
  List<Found> of(TargetId target) {
    Taken last = taken.get(target);
    boolean same = last != null && mark(target).filter(last.mark()::equals).isPresent();
    if (last == null || !same) {
      return asked(target);
    }
    if (nanoClock.getAsLong() - last.atNanos() < BELIEVED_NANOS) {
      return last.all();
    }
    List<Found> now = proven(target);
    if (!now.equals(last.all()) && mark(target).filter(last.mark()::equals).isPresent()) {
      live.cut("containers of " + target + " are not as it told");
    }
    return now;
  }

  private List<Found> proven(TargetId target) {
    try {
      return asked(target);
    } catch (RuntimeException e) {
      live.cut("the engine does not answer");
      throw e;
    }
  }

  /** The same, as the engine says it now: what is acted on. */
  List<Found> asked(TargetId target) {
    Optional<Live.Mark> before = mark(target);
    long atNanos = nanoClock.getAsLong();
    List<Found> all = fleet.of(target, mark(Name.prefix(target)));
    boolean known = known(target.toString(), all);
    boolean shown = all.stream().noneMatch(f -> f.life() == Found.Life.RUNNING && live.ended(f.id()));
    before.filter(mark -> known && shown)
        .ifPresentOrElse(mark -> taken.put(target, new Taken(mark, atNanos, all)), () -> taken.remove(target));
    return all;
  }

  /** Whether all of them were known before they were asked for: what happened to the network of another, nobody could tell whose it is. */
  private boolean known(String target, List<Found> all) {
    List<String> ids = all.stream().map(Found::id).toList();
    boolean known = owners.keySet().containsAll(ids);
    owners.entrySet().removeIf(e -> e.getValue().equals(target) && !ids.contains(e.getKey()));
    ids.forEach(id -> owners.put(id, target));
    return known;
  }

  /** Something was done to them: the next look asks, whether the engine has told of it or not. */
  void changed(TargetId target) {
    live.changed(target.toString());
  }

  /** The mark of any subject. */
  Optional<Live.Mark> mark(String subject) {
    return live.mark(subject, this::owner);
  }

  private Optional<Live.Mark> mark(TargetId target) {
    return mark(target.toString());
  }

  private Optional<String> owner(String containerId) {
    return Optional.ofNullable(owners.get(containerId));
  }
}
