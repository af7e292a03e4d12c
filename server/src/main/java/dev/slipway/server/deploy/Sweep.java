package dev.slipway.server.deploy;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.store.PastRollout;
import dev.slipway.server.journal.Past;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  /** How many of either. */
  public static final int KEPT_RELEASES = 10;
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final int MOST_ROLLOUTS = 200;

  private final Store store;
  private final Past past;
  private final Places places;
  private final Optional<FolderLock> others;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /**
   * Of what one server keeps.
   *
   * @param others where other servers keep theirs in the same folder
   */
  public Sweep(Store store, Past past, Places places, Optional<FolderLock> others) {
    this.others = others;
    this.store = store;
    this.past = past;
    this.places = places;
  }

  /** Carries out what brings an artifact in, or relies on one that is kept: until it is committed nobody else knows that it is needed. */
  public <T> T heldOff(Supplier<T> command) {
    lock.readLock().lock();
    try {
      return others.isPresent() ? heldOff(others.get(), command) : command.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private static <T> T heldOff(FolderLock others, Supplier<T> command) {
    others.enter();
    try {
      return command.get();
    } finally {
      others.leave();
    }
  }

  /** Sweeps after the end of a rollout; whoever commits does not wait for it. */
  public void after(JournalRecord record) {
    if (record.events().stream().anyMatch(e -> e instanceof Event.RolloutEnded)) {
      Thread.ofVirtual().name("sweep").start(() -> now(record.target()));
    }
  }

  /** Sweeps, unless a command is just being carried out: the rollout that it begins ends with a sweep. */
  void now(TargetId ended) {
    if (!lock.writeLock().tryLock()) {
      return;
    }
    try {
      others.ifPresentOrElse(o -> o.alone(() -> sweep(ended)), () -> sweep(ended));
    } catch (RuntimeException e) {
      LOG.warn("SLW-5015 old artifacts and logs could not be removed; the end of the next rollout tries again. Traffic is not touched", e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Only where the rollout was: in a cluster every target has a shelf of its own, and sweeping it asks the cluster. */
  private void sweep(TargetId ended) {
    Shelf shelf = shelf(ended);
    Map<TargetId, Set<Release>> keep = new HashMap<>();
    store.targets().stream().filter(target -> shelf(target).equals(shelf)).forEach(target -> keep.put(target, kept(target)));
    try {
      shelf.sweep(keep);
    } catch (OutsideException e) {
      LOG.warn("{} old releases could not be let go; the end of the next rollout tries again: {}", e.code(), e.said());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Shelf shelf(TargetId target) {
    return places.of(store.load(target).state()).shelf();
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
