package dev.slipway.engine.metric;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The last word of every source that is asked, at once: questions are put in the background, so that a source that hangs never delays a
 * turn of a target's loop. At most one question per metric and release is under way.
 *
 * <p>With an executor that runs what it is given at once, everything is as deterministic as the source. Safe for many threads.
 */
public final class MetricPoller implements Readings {
  private static final int MOST_UNDER_WAY = 64;
  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  /** Scheduling costs time too: an answer at the very end of the source's timeout is still in time. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final MetricSource source;
  private final Executor executor;
  private final InstantSource steady;
  private final InstantSource wall;
  private final Duration interval;
  private final Map<Key, Polled> polled = new HashMap<>();
  private int underWay;

  private record Key(TargetId target, ReleaseId release, Metric metric, SourceSpec source) {}

  /**
   * A poller that has asked nothing yet.
   *
   * @param source answers questions of every kind
   * @param executor where questions wait for their answers: one virtual thread each, or the caller's own thread in a simulation
   * @param steady never jumps: when to ask again and how long an answer has been due
   * @param wall what the source's own clock shows: the event time that is asked for
   * @param interval least time between the beginnings of two questions about the same
   */
  public MetricPoller(MetricSource source, Executor executor, InstantSource steady, InstantSource wall, Duration interval) {
    this.source = source;
    this.executor = executor;
    this.steady = steady;
    this.wall = wall;
    this.interval = interval;
  }

  /**
   * The last reading, without waiting; and asks anew when the interval has passed and no question is under way. The same event time twice
   * is the same measurement twice. {@link Reading.Nothing} until the first answer comes, {@link Reading.Wrong} while one is overdue.
   */
  @Override
  public Reading latest(Metric metric, SourceSpec from, TargetId target, ReleaseId release, String version) {
    Key key = new Key(target, release, metric, from);
    begin(key).ifPresent(state -> ask(state, new Question(metric, from, target, release, version, wall.instant().minus(from.lag()))));
    return said(key);
  }

  private synchronized Optional<Polled> begin(Key key) {
    Instant now = steady.instant();
    if (!polled.containsKey(key) && polled.size() >= MOST_REMEMBERED) {
      polled.values().removeIf(p -> !p.asking() && p.lookedAt().plus(FORGOTTEN_AFTER).isBefore(now));
      if (polled.size() >= MOST_REMEMBERED) {
        return Optional.empty();
      }
    }
    Polled state = polled.computeIfAbsent(key, k -> new Polled());
    if (underWay >= MOST_UNDER_WAY || !state.due(now, interval)) {
      state.looked(now);
      return Optional.empty();
    }
    state.begin(now);
    underWay++;
    return Optional.of(state);
  }

  private void ask(Polled state, Question question) {
    try {
      executor.execute(() -> end(state, answer(question)));
    } catch (RejectedExecutionException e) {
      end(state, new Reading.Wrong("SLW-4550 no question can be put any more: " + e.getMessage()));
    }
  }

  private Reading answer(Question question) {
    try {
      return source.read(question);
    } catch (RuntimeException e) {
      return new Reading.Wrong("SLW-4551 asking " + question.source().name() + " failed in a way that was not foreseen: " + e);
    }
  }

  private synchronized void end(Polled state, Reading reading) {
    underWay--;
    state.end(reading);
  }

  private synchronized Reading said(Key key) {
    Polled state = polled.get(key);
    if (state == null) {
      return new Reading.Wrong("SLW-4552 more than " + MOST_REMEMBERED + " metrics are asked for at the same time");
    }
    if (state.overdue(steady.instant(), key.source().timeout().plus(GRACE))) {
      return new Reading.Wrong("SLW-4553 " + key.source().name() + " has not answered within " + key.source().timeout().toMillis()
          + " ms. Traffic stays as it is; look at " + key.source().location());
    }
    return state.last();
  }
}
