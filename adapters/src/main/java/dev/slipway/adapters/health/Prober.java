package dev.slipway.adapters.health;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.release.HealthSpec;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks one life of one instance about its health until it is told to stop, and keeps the last word. */
public final class Prober {
  private static final long EAGER_MILLIS = 100;

  /** While nobody listens, asking costs the instance nothing. */
  private static final long NOBODY_LISTENS_MILLIS = 20;

  private static final long SOON_MILLIS = 60_000;

  private final String name;
  private final HealthSpec spec;
  private final Life life;
  private final Machine machine;
  private final CountDownLatch settled = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final long startedMillis;
  private boolean answered;
  private volatile Health health;

  /** One life of an instance, as it is asked and told. */
  public interface Life {
    /** Asks whether it may get traffic. */
    HealthQuestion.Answer ready();

    /** Asks for the path that answers while it need not be restarted. */
    HealthQuestion.Answer live(String path);

    /** It was ready for the first time. */
    void wasReady();

    /** It is no longer alive as it defines that itself. */
    void restart(String reason);
  }

  /** A prober that does not ask yet. */
  public Prober(String name, HealthSpec spec, Life life, boolean everReady, Machine machine) {
    this.name = name;
    this.spec = spec;
    this.life = life;
    this.machine = machine;
    this.startedMillis = machine.uptimeMillis();
    this.health = Health.before(everReady);
  }

  /** Begins to ask. */
  public Prober start() {
    Thread.ofVirtual().name("health-" + name).start(this::run);
    return this;
  }

  /** Asks no more. */
  public void stop() {
    stopped.countDown();
  }

  /** The last word; a server that has just come waits for it as long as an answer may take. */
  public Health health(Duration atMost) {
    try {
      var unused = settled.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return health;
  }

  private void run() {
    long liveAskedAt = machine.uptimeMillis();
    try {
      while (stopped.getCount() > 0) {
        ready();
        long now = machine.uptimeMillis();
        if (spec.live().isPresent() && health.phase() != Health.Phase.STARTING && now - liveAskedAt >= spec.interval().toMillis()) {
          liveAskedAt = now;
          live(spec.live().get());
        }
        var unused = stopped.await(waitMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until the next question: soon while it starts and after a bad answer, at its own interval otherwise. */
  private long waitMillis() {
    long interval = Math.max(10, spec.interval().toMillis());
    boolean starting = health.phase() == Health.Phase.STARTING;
    if (starting && !answered && machine.uptimeMillis() - startedMillis < SOON_MILLIS) {
      return Math.min(NOBODY_LISTENS_MILLIS, interval);
    }
    return starting || health.badInARow() == 1 ? Math.min(EAGER_MILLIS, interval) : interval;
  }

  private void ready() {
    long from = machine.uptimeMillis();
    HealthQuestion.Answer answer = life.ready();
    answered |= answer.answered();
    if (!answer.good() && late(from)) {
      return;
    }
    Health before = health;
    Health after = before.answered(answer.good(), answer.text(), machine.uptimeMillis());
    if (after.phase() == Health.Phase.READY && before.phase() == Health.Phase.STARTING) {
      life.wasReady();
    }
    health = after;
    if (after.settled()) {
      settled.countDown();
    }
  }

  /** An answer that took far longer than its timeout says that this program stood still, nothing about the instance. */
  private boolean late(long fromMillis) {
    return machine.uptimeMillis() - fromMillis > 2 * spec.timeout().toMillis() + 2_000;
  }

  private void live(String path) {
    long from = machine.uptimeMillis();
    HealthQuestion.Answer answer = life.live(path);
    if (!answer.good() && late(from)) {
      return;
    }
    health = health.lived(answer.good(), answer.text());
    if (health.mustRestart()) {
      life.restart("three bad answers in a row to the live question: " + answer.text());
      stopped.countDown();
    }
  }
}
