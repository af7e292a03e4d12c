package dev.slipway.server.outbox;

import dev.slipway.core.notice.Receiver;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** One lane's place in the queue: it stands there once, however often there is something new. */
final class Turn {
  private final LaneWork work;
  private final Queue queue;
  private final Predicate<Turn> wanted;
  private Receiver receiver;
  private boolean queued;
  private boolean waiting;
  private boolean again;

  /** Where work waits for a free thread. */
  interface Queue {
    /** After a while. */
    void soon(Runnable work, Duration wait);
  }

  /**
   * Of one lane.
   *
   * @param wanted whether anybody is told there still
   */
  Turn(LaneWork work, Receiver receiver, Queue queue, Predicate<Turn> wanted) {
    this.work = work;
    this.receiver = receiver;
    this.queue = queue;
    this.wanted = wanted;
  }

  synchronized void receiver(Receiver next) {
    receiver = next;
  }

  /** While a receiver is left alone, nothing new hurries it. */
  synchronized void due() {
    again = true;
    if (!queued && !waiting) {
      queued = true;
      queue.soon(this::run, Duration.ZERO);
    }
  }

  private synchronized Receiver begin() {
    waiting = false;
    queued = true;
    again = false;
    return receiver;
  }

  private void run() {
    if (wanted.test(this)) {
      ended(work.run(begin()));
    }
  }

  private synchronized void ended(Optional<Duration> wait) {
    queued = false;
    if (wait.isPresent()) {
      waiting = true;
      queue.soon(this::run, wait.get());
    } else if (again) {
      queued = true;
      queue.soon(this::run, Duration.ZERO);
    }
  }
}
