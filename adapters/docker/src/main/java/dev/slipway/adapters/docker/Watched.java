package dev.slipway.adapters.docker;

import com.github.dockerjava.api.model.Statistics;
import dev.slipway.adapters.health.Health;
import dev.slipway.adapters.health.HealthQuestion;
import dev.slipway.adapters.health.HealthQuestion.Answer;
import dev.slipway.adapters.health.Prober;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.traffic.Endpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** One running container that is asked and measured. */
final class Watched implements Prober.Life {
  private static final Logger LOG = System.getLogger(Watched.class.getName());
  private static final long FIRST_WAIT_MILLIS = 1_000;
  private static final long MOST_WAIT_MILLIS = 30_000;

  private final Engine engine;
  private final BiConsumer<Found, String> restart;
  private final Found found;
  private final Endpoint at;
  private final boolean longSince;
  private final Prober prober;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Optional<EngineStream> figures = Optional.empty();
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
    figures.ifPresent(EngineStream::close);
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
      long waitMillis = FIRST_WAIT_MILLIS;
      do {
        waitMillis = measure() ? FIRST_WAIT_MILLIS : Math.min(MOST_WAIT_MILLIS, waitMillis * 2);
      } while (!stopped.await(waitMillis, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes what the engine tells until it stops telling. Returns whether it told anything. */
  private boolean measure() {
    boolean told = false;
    try (EngineStream stream = engine.stream(Usage.path(found.id()))) {
      figures = Optional.of(stream);
      while (stopped.getCount() > 0) {
        usage = Usage.of(stream.next(Statistics.class));
        told = true;
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "no figures of " + found.instance(), e);
    }
    return told;
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
