package dev.slipway.engine;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.engine.loop.Commits;
import dev.slipway.engine.loop.Pace;
import dev.slipway.engine.loop.TargetLoop;
import dev.slipway.engine.loop.Tick;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Turns one target's loop on a thread of its own, at its pace, and sooner when somebody commands. */
final class TargetRunner {
  private static final Logger LOG = System.getLogger(TargetRunner.class.getName());
  private static final long AFTER_A_FAULT_MILLIS = 1_000;

  private final TargetLoop loop;
  private final ReentrantLock turn = new ReentrantLock();
  private final Condition woken = turn.newCondition();
  private final Thread thread;
  private volatile Optional<Tick> last = Optional.empty();
  private boolean wake;
  private volatile boolean stopped;

  TargetRunner(String name, TargetLoop loop) {
    this.loop = loop;
    this.thread = Thread.ofVirtual().name("target-" + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  Optional<Tick> last() {
    return last;
  }

  Baseline baseline(ReleaseId stable) {
    turn.lock();
    try {
      return loop.baseline(stable);
    } finally {
      turn.unlock();
    }
  }

  Decision submit(Command command, Commits commits) {
    turn.lock();
    try {
      Decision decision = loop.submit(command, commits);
      wake = true;
      woken.signalAll();
      return decision;
    } finally {
      turn.unlock();
    }
  }

  /** Others may work on the target by now. A turn under way goes on: what it does is refused where they do. */
  void doubt() {
    loop.doubt();
  }

  /** The turn under way is the last one. */
  void end() {
    stopped = true;
  }

  /** Waits until it has ended. */
  void stop() throws InterruptedException {
    end();
    turn.lock();
    try {
      wake = true;
      woken.signalAll();
    } finally {
      turn.unlock();
    }
    thread.join(5_000);
  }

  private void run() {
    while (!stopped) {
      turn.lock();
      try {
        long waitMillis = turnOnce();
        if (!wake && waitMillis > 0) {
          var unused = woken.await(waitMillis, TimeUnit.MILLISECONDS);
        }
        wake = false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        turn.unlock();
      }
    }
  }

  /** A part of a millisecond is waited for as a whole one: cut off, it would be spent in turns that find nothing to do. */
  private static long roundedUp(Duration wait) {
    return Math.ceilDiv(wait.toNanos(), 1_000_000L);
  }

  /** A fault in one turn must not end the loop: the next turn starts from what is committed. */
  private long turnOnce() {
    try {
      Tick tick = loop.tick();
      last = Optional.of(tick);
      return roundedUp(Pace.after(tick));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "SLW-5012 a turn of " + thread.getName() + " failed; traffic stays as it is and the next turn tries again", e);
      return AFTER_A_FAULT_MILLIS;
    }
  }
}
