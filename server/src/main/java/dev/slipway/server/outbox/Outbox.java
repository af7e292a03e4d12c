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
 * Sends what the journal tells. Whoever commits only leaves word that there is something; all else happens on a few threads of its own, which
 * may wait for receivers as long as they like.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  /** Threads of the system, since looking up names may hold one for long. */
  private static final int SENDERS = 4;
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  private final StateStore store;
  private final Surroundings with;
  private final ScheduledExecutorService senders;
  private final Map<TargetId, Map<String, Turn>> turns = new HashMap<>();
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
        heard(target, store.load(target).state().receivers());
      }
    }
  }

  private void committed(JournalRecord record, TargetState after) {
    if (after.receivers().isPresent() || knows(record.target())) {
      soon(() -> heard(record.target(), after.receivers()), Duration.ZERO);
    }
  }

  private synchronized boolean knows(TargetId target) {
    return turns.containsKey(target);
  }

  /** Whoever is told of a target from now on, and that there may be something to tell. */
  private void heard(TargetId target, Optional<Receivers> receivers) {
    List<Receiver> all = receivers.map(Receivers::all).orElse(List.of()).stream().filter(r -> r.hears(target)).toList();
    List<String> names = all.stream().map(Receiver::name).toList();
    boolean fewer;
    synchronized (this) {
      Map<String, Turn> known = turns.computeIfAbsent(target, t -> new HashMap<>());
      fewer = known.keySet().retainAll(names);
      all.forEach(r -> known.computeIfAbsent(r.name(), n -> new Turn(new Lane(target, n), r)).receiver(r));
    }
    if (fewer) {
      store.deliveries().keepOnly(target, names);
    }
    all.forEach(r -> turn(target, r.name()).ifPresent(Turn::due));
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

  /** One lane's place in the queue: it stands there once, however often there is something new. */
  private final class Turn {
    private final Lane lane;
    private final LaneWork work;
    private Receiver receiver;
    private boolean queued;
    private boolean waiting;
    private boolean again;

    Turn(Lane lane, Receiver receiver) {
      this.lane = lane;
      this.work = new LaneWork(lane, store, with);
      this.receiver = receiver;
    }

    synchronized void receiver(Receiver next) {
      receiver = next;
    }

    /** While a receiver is left alone, nothing new hurries it. */
    synchronized void due() {
      again = true;
      if (!queued && !waiting) {
        queued = true;
        soon(this::run, Duration.ZERO);
      }
    }

    private void run() {
      if (turn(lane.target(), lane.receiver()).filter(t -> t == this).isEmpty()) {
        return; // nobody wants to be told there any more
      }
      Receiver now;
      synchronized (this) {
        waiting = false;
        queued = true;
        again = false;
        now = receiver;
      }
      Optional<Duration> wait = work.run(now);
      synchronized (this) {
        queued = false;
        if (wait.isPresent() && !closed) {
          waiting = true;
          soon(this::run, wait.get());
        } else if (again && !closed) {
          queued = true;
          soon(this::run, Duration.ZERO);
        }
      }
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
