package dev.slipway.bench.audit;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Fills a store with scripts, each on a target of its own, decided and committed as the engine does. */
public final class Writers {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Store store;
  private final List<List<Input>> scripts;
  private final AtomicInteger targets = new AtomicInteger();

  /** Of a store. */
  public Writers(Store store, List<List<Input>> scripts) {
    this.store = store;
    this.scripts = scripts;
  }

  /**
   * What was written.
   *
   * @param records committed, each on the disk before the next of its target
   */
  public record Written(long records, double seconds) {
    /** Records a second. */
    public long perSecond() {
      return Math.round(records / seconds);
    }
  }

  /** Writes with so many at once until there are so many records or the time is over; scripts that were begun may be cut off. */
  public Written write(int writers, long records, long mostSeconds) {
    AtomicLong left = new AtomicLong(records);
    long beganNanos = System.nanoTime();
    long untilNanos = beganNanos + mostSeconds * 1_000_000_000L;
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < writers; i++) {
        all.add(threads.submit(() -> {
          while (left.get() > 0 && System.nanoTime() < untilNanos) {
            play(left, untilNanos);
          }
        }));
      }
    }
    all.forEach(Future::resultNow);
    return new Written(records - Math.max(0, left.get()), (System.nanoTime() - beganNanos) / 1e9);
  }

  private void play(AtomicLong left, long untilNanos) {
    int number = targets.getAndIncrement();
    TargetId target = new TargetId("service" + number, "production");
    long epoch = store.lease(target, "bench", LEASE).orElseThrow();
    TargetState state = TargetState.empty(target);
    long version = 0;
    for (Input input : scripts.get(number % scripts.size())) {
      Decision decision = Decider.decide(state, input);
      if (decision.state().equals(state) && decision.events().isEmpty()) {
        continue;
      }
      if (left.getAndDecrement() <= 0 || System.nanoTime() > untilNanos) {
        return;
      }
      JournalRecord.Draft draft = new JournalRecord.Draft(Instant.now(), "slipway", decision.events(), input);
      version = store.commit(decision.state(), version, epoch, draft).orElseThrow().version();
      state = decision.state();
    }
  }
}
