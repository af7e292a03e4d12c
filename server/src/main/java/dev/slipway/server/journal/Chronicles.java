package dev.slipway.server.journal;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The chronicle of every target, read when somebody first asks and brought up to date when something was committed. */
public final class Chronicles {
  private final Map<TargetId, Chronicle> byTarget = new ConcurrentHashMap<>();
  private final Store store;
  private final JournalFeed feed;
  private final Function<String, Optional<Input>> inputs;

  /**
   * Chronicles over a store.
   *
   * @param inputs reads a record's input; empty where it is not understood
   */
  public Chronicles(Store store, JournalFeed feed, Function<String, Optional<Input>> inputs) {
    this.store = store;
    this.feed = feed;
    this.inputs = inputs;
  }

  /** The highest journal sequence of a target, 0 when nothing was ever committed for it. */
  public long sequence(TargetId target) {
    return upToDate(target).sequence();
  }

  /** All rollouts of a target that are kept, newest first. */
  public List<Rolled> newestFirst(TargetId target) {
    return upToDate(target).newestFirst();
  }

  /** The last rollout of a target that has ended. */
  public Optional<Rolled> lastEnded(TargetId target) {
    return upToDate(target).lastEnded();
  }

  /** The newest release that was once stable and has this version or id. */
  public Optional<Release> promoted(TargetId target, String versionOrId) {
    return newestFirst(target).stream()
        .filter(r -> r.end().filter(e -> e.outcome() == Event.Outcome.PROMOTED).isPresent())
        .filter(r -> r.candidate().value().equals(versionOrId) || r.version().equals(versionOrId))
        .flatMap(r -> r.release().stream())
        .findFirst();
  }

  private Chronicle upToDate(TargetId target) {
    Chronicle chronicle = byTarget.computeIfAbsent(target, t -> new Chronicle(t, store, inputs));
    if (!chronicle.hasRead() || chronicle.sequence() < feed.latest(target)) {
      chronicle.catchUp();
    }
    return chronicle;
  }
}
