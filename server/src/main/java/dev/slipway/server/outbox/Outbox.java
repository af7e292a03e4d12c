package dev.slipway.server.outbox;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Receivers;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Notifier;
import dev.slipway.engine.store.Deliveries.Lane;
import dev.slipway.engine.store.StateStore;
import dev.slipway.server.journal.JournalFeed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the journal tells. Whoever commits only leaves word that there is something; all else happens on a few threads of its own,
 * which may wait for receivers as long as they like.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  /** Threads of the system, since looking up a name may hold one for long; enough that those in trouble leave some to the others. */
  private static final int SENDERS = 16;
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  private final StateStore store;
  private final Surroundings with;
  private final ScheduledExecutorService senders;
  private final Map<TargetId, Map<String, Turn>> turns = new HashMap<>();
  private final Map<TargetId, Long> heard = new HashMap<>();
  private volatile boolean closed;

  private Outbox(StateStore store, Notifier notifier, Patience patience, String owner, InstantSource wall) {
    this.store = store;
    this.with = new Surroundings(notifier, patience, owner, wall, new SecureRandom(), () -> closed);
    this.senders = Executors.newScheduledThreadPool(SENDERS, Thread.ofPlatform().daemon().name("notices-", 0).factory());
  }

  /**
   * Begins: first with what was left, then with whatever is committed.
   *
   * @param owner unique to this run of a server
   */
  public static Outbox over(StateStore store, Notifier notifier, JournalFeed feed, String owner, InstantSource wall) {
    return over(store, notifier, feed, owner, wall, Patience.USUAL);
  }

  static Outbox over(StateStore store, Notifier notifier, JournalFeed feed, String owner, InstantSource wall, Patience patience) {
    Outbox outbox = new Outbox(store, notifier, patience, owner, wall);
    feed.listen(outbox::committed);
    outbox.soon(outbox::takeUp, Duration.ZERO);
    return outbox;
  }

  private void takeUp() {
    for (TargetId target : store.targets()) {
      if (!closed) {
        heard(target, 0, store.load(target).state().receivers());
      }
    }
  }

  private void committed(JournalRecord record, TargetState after) {
    if (after.receivers().isPresent() || knows(record.target())) {
      soon(() -> heard(record.target(), record.sequence(), after.receivers()), Duration.ZERO);
    }
  }

  private synchronized boolean knows(TargetId target) {
    return turns.containsKey(target);
  }

  /** Whoever is told of a target from now on, and that there may be something to tell. */
  private void heard(TargetId target, long sequence, Optional<Receivers> receivers) {
    List<Receiver> all = receivers.map(Receivers::all).orElse(List.of()).stream().filter(r -> r.hears(target.environment())).toList();
    List<String> names = all.stream().map(Receiver::name).toList();
    boolean fewer;
    synchronized (this) {
      if (sequence < heard.getOrDefault(target, 0L)) {
        return; // the one that overtook this one has seen to it
      }
      heard.put(target, sequence);
      // Of a target that is new here nobody knows who went while nobody here listened.
      fewer = !turns.containsKey(target);
      Map<String, Turn> known = turns.computeIfAbsent(target, t -> new HashMap<>());
      fewer |= known.keySet().retainAll(names);
      all.forEach(r -> known.computeIfAbsent(r.name(), n -> turn(new Lane(target, n), r)).receiver(r));
    }
    if (fewer) {
      store.deliveries().keepOnly(target, names);
    }
    all.forEach(r -> turn(target, r.name()).ifPresent(Turn::due));
  }

  private Turn turn(Lane lane, Receiver receiver) {
    return new Turn(new LaneWork(lane, store, with), receiver, this::soon,
        t -> !closed && turn(lane.target(), lane.receiver()).filter(o -> o == t).isPresent());
  }

  private synchronized Optional<Turn> turn(TargetId target, String receiver) {
    return Optional.ofNullable(turns.getOrDefault(target, Map.of()).get(receiver));
  }

  private void soon(Runnable work, Duration wait) {
    try {
      var unused = senders.schedule(() -> {
        try {
          work.run();
        } catch (RuntimeException e) {
          if (!closed) {
            LOG.warn("notices wait: {}. Traffic is not touched; it is tried again", e.toString());
            soon(work, AFTER_FAULT);
          }
        }
      }, wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the server ends; what is left is told after its next start");
    }
  }

  /** Lets those who are being told finish for a moment; what is left is told after the next start. */
  @Override
  public void close() {
    closed = true;
    var unused = senders.shutdownNow();
    try {
      boolean ended = senders.awaitTermination(1, TimeUnit.SECONDS);
      LOG.debug("notices ended in order: {}", ended);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
