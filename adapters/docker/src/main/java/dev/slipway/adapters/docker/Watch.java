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
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Asks running containers about their health and measures them, from when they are first seen until they are not seen any more. */
final class Watch implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Watch.class.getName());
  private static final Duration LONGEST_FIRST_WAIT = Duration.ofSeconds(3);
  private static final long SAMPLE_MILLIS = 1_000;

  private final Engine engine;
  private final Machine machine;
  private final BiConsumer<Found, String> restart;
  private final Map<String, Watched> watched = new ConcurrentHashMap<>();

  /**
   * A watch over nothing yet.
   *
   * @param restart told, with the reason, of a container that is no longer alive as it defines it itself
   */
  Watch(Engine engine, Machine machine, BiConsumer<Found, String> restart) {
    this.engine = engine;
    this.machine = machine;
    this.restart = restart;
  }

  /** Begins to ask a container; what is asked already goes on. */
  void begin(Found found, boolean longSince) {
    found.endpoint().ifPresent(at -> watched.computeIfAbsent(found.id(), id -> new Watched(found, at, longSince).start()));
  }

  /** How it stands; one that this server has just come upon is waited for, as long as an answer may take. */
  Health health(Found found) {
    Watched one = watched.get(found.id());
    if (one == null) {
      return Health.before(false);
    }
    Duration wait = found.health().timeout().multipliedBy(2).plusMillis(300);
    return one.prober.health(one.longSince ? (wait.compareTo(LONGEST_FIRST_WAIT) < 0 ? wait : LONGEST_FIRST_WAIT) : Duration.ZERO);
  }

  Usage usage(Found found) {
    Watched one = watched.get(found.id());
    return one == null ? Usage.NOTHING : one.usage;
  }

  /** Lets go of the containers of a target that are none of these. */
  void only(String target, Collection<Found> running) {
    Set<String> there = running.stream().map(Found::id).collect(Collectors.toSet());
    watched.values().removeIf(w -> w.found.target().equals(target) && !there.contains(w.found.id()) && w.stop());
  }

  @Override
  public void close() {
    watched.values().removeIf(Watched::stop);
  }

  private final class Watched implements Prober.Life {
    private final Found found;
    private final Endpoint at;
    private final boolean longSince;
    private final Prober prober;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Usage usage = Usage.NOTHING;

    Watched(Found found, Endpoint at, boolean longSince) {
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
}
