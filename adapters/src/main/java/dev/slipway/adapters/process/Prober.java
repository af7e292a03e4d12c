package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.release.HealthSpec;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks one life of one instance about its health until it is told to stop, and keeps the last word. */
final class Prober {
  private static final Logger LOG = System.getLogger(Prober.class.getName());
  private static final long EAGER_MILLIS = 100;

  /** While nobody listens, asking costs the instance nothing. */
  private static final long NOBODY_LISTENS_MILLIS = 20;

  private static final long SOON_MILLIS = 60_000;
  private static final String HOST = "127.0.0.1";

  private final Found instance;
  private final HealthSpec spec;
  private final ReadyQuestion question;
  private final Machine machine;
  private final Consumer<String> restart;
  private final CountDownLatch settled = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final long startedMillis;
  private boolean answered;
  private volatile Health health;

  /**
   * A prober that does not ask yet.
   *
   * @param restart called, with the reason, when the instance is no longer alive as it defines it itself
   */
  Prober(Found instance, Machine machine, Consumer<String> restart) {
    this.instance = instance;
    this.spec = instance.intent().release().run().health();
    this.question = new ReadyQuestion(instance, machine);
    this.machine = machine;
    this.restart = restart;
    this.startedMillis = machine.uptimeMillis();
    this.health = Health.before(instance.everReady());
  }

  Prober start() {
    Thread.ofVirtual().name("health-" + instance.intent().id()).start(this::run);
    return this;
  }

  void stop() {
    stopped.countDown();
  }

  /** The last word; a server that has just come waits for it as long as an answer may take. */
  Health health(Duration atMost) {
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
    HealthQuestion.Answer answer = question.ask();
    answered |= answer.answered();
    if (!answer.good() && late(from)) {
      return;
    }
    Health before = health;
    Health after = before.answered(answer.good(), answer.text(), machine.uptimeMillis());
    if (after.phase() == Health.Phase.READY && before.phase() == Health.Phase.STARTING) {
      remember();
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
    HealthQuestion.Answer answer = HealthQuestion.get(HOST, instance.intent().port(), path, spec.timeout());
    if (!answer.good() && late(from)) {
      return;
    }
    health = health.lived(answer.good(), answer.text());
    if (health.mustRestart()) {
      restart.accept("three bad answers in a row to the live question: " + answer.text());
      stopped.countDown();
    }
  }

  /** That it was ready once outlives this server: the next one must not take it for one that is only starting. */
  private void remember() {
    try {
      Files.createFile(instance.readyFile());
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      LOG.log(Level.DEBUG, "{0} was marked as ready by another server, or is gone", instance.intent().id());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "SLW-3041 cannot mark " + instance.intent().id()
          + " as ready once; after a restart of the server it counts as starting until it answers", e);
    }
  }
}
