package dev.slipway.server.status;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.view.RolloutView.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the router counted for each release since the rollout under way began. For people only: nothing is decided from it. */
public final class Measurements {
  private static final Duration FRESH = Duration.ofMillis(200);
  private static final ReleaseCounts NOTHING = new ReleaseCounts(0, 0, 0, 0, LatencyHistogram.empty());

  private final Function<TargetId, TrafficCounts> router;
  private final InstantSource steady;
  private final InstantSource wall;
  private final Map<TargetId, Base> bases = new ConcurrentHashMap<>();
  private final Map<TargetId, Read> reads = new ConcurrentHashMap<>();

  private record Base(long rollout, Instant since, TrafficCounts counts) {}

  private record Read(Instant at, TrafficCounts counts) {}

  /**
   * Over routers.
   *
   * @param router what the router of a target has counted
   */
  public Measurements(Function<TargetId, TrafficCounts> router, InstantSource steady, InstantSource wall) {
    this.router = router;
    this.steady = steady;
    this.wall = wall;
  }

  /** The same, told by a feed of rollouts that begin. */
  public static Measurements following(
      JournalFeed feed, Function<TargetId, TrafficCounts> router, InstantSource steady, InstantSource wall) {
    Measurements measurements = new Measurements(router, steady, wall);
    feed.listen(measurements::after);
    return measurements;
  }

  /** Takes note of a rollout that began. Asking the router may take a moment; the thread that commits does not wait for it. */
  public void after(JournalRecord record) {
    for (Event event : record.events()) {
      if (event instanceof Event.RolloutStarted started) {
        Thread.ofVirtual().name("measure-" + record.target()).start(() -> begin(record.target(), started.id().number()));
      }
    }
  }

  /** Remembers where the counters stand as a rollout begins. */
  public void begin(TargetId target, long rollout) {
    read(target).ifPresent(now -> base(target, rollout, now));
  }

  /** Stable's measurements, then the candidate's; empty when the router does not answer. */
  public List<Measurement> of(TargetState state, Rollout rollout) {
    Optional<TrafficCounts> now = read(state.id());
    if (now.isEmpty()) {
      return List.of();
    }
    Base base = base(state.id(), rollout.id().number(), now.get());
    List<Measurement> all = new ArrayList<>();
    state.stable().ifPresent(s -> all.add(measurement(s.id(), "stable", base, now.get())));
    all.add(measurement(rollout.candidate().id(), "candidate", base, now.get()));
    return all;
  }

  /** Counters that were started anew since then are taken from their zero. */
  private Base base(TargetId target, long rollout, TrafficCounts now) {
    return bases.compute(
        target,
        (t, old) -> {
          if (old == null || old.rollout() != rollout) {
            return new Base(rollout, wall.instant(), now);
          }
          return old.counts().boot().equals(now.boot()) ? old : new Base(rollout, wall.instant(), new TrafficCounts(now.boot(), Map.of()));
        });
  }

  /** What the router of a target has counted; empty when it does not answer. */
  public Optional<TrafficCounts> read(TargetId target) {
    Instant at = steady.instant();
    Read before = reads.get(target);
    if (before != null && before.at().plus(FRESH).isAfter(at)) {
      return Optional.of(before.counts());
    }
    return anew(target);
  }

  /** The same, asked now: what was counted a moment ago is not what a decision is made from. */
  public Optional<TrafficCounts> anew(TargetId target) {
    Instant at = steady.instant();
    try {
      TrafficCounts counts = router.apply(target);
      reads.put(target, new Read(at, counts));
      return Optional.of(counts);
    } catch (OutsideException e) {
      // The loop over the target meets the same and shows it as a problem.
      return Optional.empty();
    }
  }

  private static Measurement measurement(ReleaseId release, String role, Base base, TrafficCounts now) {
    ReleaseCounts to = now.releases().getOrDefault(release, NOTHING);
    ReleaseCounts from = base.counts().releases().getOrDefault(release, NOTHING);
    if (to.requests() < from.requests()) {
      from = NOTHING;
    }
    long requests = to.requests() - from.requests();
    long errors = Math.max(0, to.errors() - from.errors());
    LatencyHistogram latency = to.latency().minus(from.latency());
    return new Measurement(
        release.value(),
        role,
        base.since(),
        requests,
        errors,
        requests == 0 ? 0 : (double) errors / requests,
        Math.max(0, to.connectFailures() - from.connectFailures()),
        to.inflight(),
        millis(latency, 0.50),
        millis(latency, 0.95),
        millis(latency, 0.99));
  }

  private static Optional<Double> millis(LatencyHistogram latency, double p) {
    var nanos = latency.quantileNanos(p);
    return nanos.isEmpty() ? Optional.empty() : Optional.of(Math.round(nanos.getAsLong() / 1e4) / 100.0);
  }
}
