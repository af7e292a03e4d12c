package dev.slipway.adapters.docker;

import dev.slipway.adapters.health.Health;
import dev.slipway.adapters.health.HealthQuestion;
import dev.slipway.adapters.health.HealthQuestion.Answer;
import dev.slipway.adapters.health.Prober;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Endpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** One running container that is asked and measured. */
final class Watched implements Prober.Life {
  private static final Logger LOG = System.getLogger(Watched.class.getName());
  private static final long SAMPLE_MILLIS = 1_000;

  private final Engine engine;
  private final BiConsumer<Found, String> restart;
  private final Found found;
  private final Endpoint at;
  private final boolean longSince;
  private final Prober prober;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Usage usage = Usage.NOTHING;

  Watched(Engine engine, Machine machine, BiConsumer<Found, String> restart, Found found, Endpoint at, boolean longSince) {
    this.engine = engine;
    this.restart = restart;
    this.found = found;
    this.at = at;
    this.longSince = longSince;
    this.prober = new Prober(found.instance().toString(), found.health(), this, longSince, machine);
  }

  Watched start() {
    prober.start();
    Thread.ofVirtual().name("usage-" + found.instance()).start(this::sample);
    return this;
  }

  boolean stop() {
    prober.stop();
    stopped.countDown();
    return true;
  }

  Found found() {
    return found;
  }

  Usage usage() {
    return usage;
  }

  /**
   * How it stands.
   *
   * @param longest how long an answer is waited for where it ran before this server came
   */
  Health health(Duration longest) {
    return prober.health(longSince ? longest : Duration.ZERO);
  }

  private void sample() {
    try {
      do {
        measure();
      } while (!stopped.await(SAMPLE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void measure() {
    try {
      usage = Usage.measure(engine, found.id());
    } catch (OutsideException e) {
      LOG.log(Level.DEBUG, "no figures of " + found.instance(), e);
    }
  }

  @Override
  public Answer ready() {
    HealthSpec spec = found.health();
    Answer answer = spec.ready().map(this::live).orElseGet(() -> HealthQuestion.connect(at.host(), at.port(), spec.timeout()));
    if (!answer.good() && answer.text().endsWith("connection refused")) {
      return Answer.none(answer.text() + "; in a container it must listen on port " + at.port()
          + " of every address (0.0.0.0), not of 127.0.0.1");
    }
    if (answer.good() || !answer.answered() || spec.detail().isEmpty()) {
      return answer;
    }
    String detail = live(spec.detail().get()).body();
    return detail.isEmpty() ? answer : new Answer(false, answer.text() + "; " + spec.detail().get() + ": " + detail, answer.body(), true);
  }

  @Override
  public Answer live(String path) {
    return HealthQuestion.get(at.host(), at.port(), path, found.health().timeout());
  }

  @Override
  public void wasReady() {
    LOG.log(Level.DEBUG, "{0} is ready", found.instance());
  }

  @Override
  public void restart(String reason) {
    restart.accept(found, reason);
  }
}
