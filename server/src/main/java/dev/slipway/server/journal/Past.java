package dev.slipway.server.journal;

import dev.slipway.core.gate.GateResult;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.WrittenAs;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.store.PastRollout;
import dev.slipway.engine.store.ReleaseHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the journal tells of a target, kept at hand where it is asked for often. */
public final class Past {
  private static final int MOST_ROLLOUTS = 500;

  /** More than a target has in a year that is deployed to every hour. */
  private static final int MOST_COUNTED = 10_000;

  private final Store store;
  private final ReleaseHistory history;
  private final JournalFeed feed;
  private final Map<TargetId, Long> atStart = new ConcurrentHashMap<>();
  private final Map<TargetId, PastRollout> lastBegun = new ConcurrentHashMap<>();
  private final Map<TargetId, PastRollout> lastEnded = new ConcurrentHashMap<>();

  public Past(Store store, ReleaseHistory history, JournalFeed feed) {
    this.store = store;
    this.history = history;
    this.feed = feed;
  }

  /** The highest journal sequence of a target, 0 when nothing was ever committed for it. */
  public long sequence(TargetId target) {
    long latest = feed.latest(target);
    return latest > 0 ? latest : atStart.computeIfAbsent(target, this::highest);
  }

  /** The last rollout that has ended of a target in this state, whichever server ended it. */
  public Optional<PastRollout> lastEnded(TargetState state) {
    long ended = state.rollouts() - state.rollout().stream().count();
    if (ended == 0) {
      return Optional.empty();
    }
    Optional<PastRollout> known = Optional.ofNullable(lastEnded.get(state.id())).filter(r -> r.id().number() == ended);
    if (known.isPresent()) {
      return known;
    }
    Optional<PastRollout> last = rollouts(state.id(), 2).stream().filter(r -> r.end().isPresent()).findFirst();
    last.ifPresent(r -> lastEnded.put(state.id(), r));
    return last;
  }

  /** What the gates before a rollout said, for as long as it is the last one that began. */
  public List<GateResult> gates(TargetId target, RolloutId rollout) {
    if (Optional.ofNullable(lastBegun.get(target)).filter(r -> r.id().equals(rollout)).isEmpty()) {
      rollouts(target, 1).forEach(r -> lastBegun.put(target, r));
    }
    return Optional.ofNullable(lastBegun.get(target)).filter(r -> r.id().equals(rollout)).map(PastRollout::gates).orElse(List.of());
  }

  /** How the environment was written in the deploy before, where that is known. */
  public Optional<WrittenAs> written(TargetId target) {
    return history.written(target);
  }

  /** Rollouts of a target, newest first. */
  public List<PastRollout> rollouts(TargetId target, int most) {
    return history.rollouts(target, Math.min(most, MOST_ROLLOUTS));
  }

  /** All rollouts of a target that figures are computed from, newest first. */
  public List<PastRollout> all(TargetId target) {
    return history.rollouts(target, MOST_COUNTED);
  }

  /** The newest release that was once stable and has this version or id. */
  public Optional<Release> promoted(TargetId target, String versionOrId) {
    return promoted(target).stream()
        .filter(r -> r.id().value().equals(versionOrId) || r.version().equals(versionOrId))
        .findFirst();
  }

  /** Every release that was once stable, newest first. */
  public List<Release> promoted(TargetId target) {
    return rollouts(target, MOST_ROLLOUTS).stream()
        .filter(Past::promoted)
        .map(PastRollout::release)
        .distinct()
        .toList();
  }

  /** Whether a rollout ended well. */
  public static boolean promoted(PastRollout rollout) {
    return rollout.end().filter(e -> e.outcome() == Event.Outcome.PROMOTED).isPresent();
  }

  /** The seam reads forwards only: doubling, then halving, finds the end in a few dozen look-ups however long the journal is. */
  private long highest(TargetId target) {
    long known = 0;
    long beyond = 1;
    while (beyond < Long.MAX_VALUE / 2 && any(target, beyond)) {
      known = beyond;
      beyond *= 2;
    }
    while (beyond - known > 1) {
      long middle = known + (beyond - known) / 2;
      if (any(target, middle)) {
        known = middle;
      } else {
        beyond = middle;
      }
    }
    return any(target, known) ? known + 1 : 0;
  }

  private boolean any(TargetId target, long after) {
    return !store.journal(Optional.of(target), after, 1).isEmpty();
  }
}
