package dev.slipway.server.deploy;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.store.PastRollout;
import dev.slipway.server.journal.Past;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of old artifacts and logs when a rollout has ended. Each target keeps what is stable, warm, under way or queued, the last ten
 * releases that were once stable, and the last ten of any.
 */
public final class Sweep {
  static final int KEPT_RELEASES = 10;
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final int MOST_ROLLOUTS = 200;

  private final Store store;
  private final Past past;
  private final Shelf shelf;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  public Sweep(Store store, Past past, Shelf shelf) {
    this.store = store;
    this.past = past;
    this.shelf = shelf;
  }

  /** Carries out what brings an artifact in, or relies on one that is kept: until it is committed nobody else knows that it is needed. */
  public <T> T heldOff(Supplier<T> command) {
    lock.readLock().lock();
    try {
      return command.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Sweeps after the end of a rollout; whoever commits does not wait for it. */
  public void after(JournalRecord record) {
    if (record.events().stream().anyMatch(e -> e instanceof Event.RolloutEnded)) {
      Thread.ofVirtual().name("sweep").start(this::now);
    }
  }

  /** Sweeps, unless a command is just being carried out: the rollout that it begins ends with a sweep. */
  void now() {
    if (!lock.writeLock().tryLock()) {
      return;
    }
    try {
      Map<TargetId, Set<Release>> keep = new HashMap<>();
      store.targets().forEach(target -> keep.put(target, kept(target)));
      shelf.sweep(keep);
    } catch (IOException | RuntimeException e) {
      LOG.warn("SLW-5015 old artifacts and logs could not be removed; the end of the next rollout tries again. Traffic is not touched", e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Set<Release> kept(TargetId target) {
    TargetState state = store.load(target).state();
    Set<Release> kept = new HashSet<>();
    state.stable().ifPresent(kept::add);
    state.warm().map(TargetState.Warm::release).ifPresent(kept::add);
    state.rollout().map(Rollout::candidate).ifPresent(kept::add);
    state.queued().map(Command.Deploy::release).ifPresent(kept::add);
    List<PastRollout> rollouts = past.rollouts(target, MOST_ROLLOUTS);
    rollouts.stream().map(PastRollout::release).distinct().limit(KEPT_RELEASES).forEach(kept::add);
    rollouts.stream().filter(Past::promoted).map(PastRollout::release).distinct().limit(KEPT_RELEASES).forEach(kept::add);
    return kept;
  }
}
