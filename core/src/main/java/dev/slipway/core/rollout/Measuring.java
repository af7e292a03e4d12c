package dev.slipway.core.rollout;

import dev.slipway.core.analysis.Batch;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.util.Optional;

/** Turns two observations into the batch between them. */
final class Measuring {
  private static final ReleaseCounts NOTHING = new ReleaseCounts(0, 0, 0, 0, LatencyHistogram.empty());
  private Measuring() {}

  /** The batch since the cursor. Counters that were started anew, fell, or could not be read, leave their part uncounted. */
  static Batch batch(TargetState state, Rollout rollout, Rollout.Watching from, Observation seen, Optional<TrafficCounts> counts) {
    Duration covered = Duration.between(from.at(), seen.at());
    Duration most = Pacing.longest(rollout);
    boolean counted =
        counts.filter(c -> c.boot().equals(from.cursor().boot())).isPresent();
    TrafficCounts now = counts.orElse(TrafficCounts.NONE);
    TrafficCounts before = UnderWay.needed(state, from.cursor());
    return new Batch(
        covered.compareTo(most) > 0 ? most : covered,
        covered.compareTo(most) > 0 ? covered.minus(most) : Duration.ZERO,
        state.stable().map(s -> sample(s, s.run().instances(), before, now, counted, seen)),
        sample(rollout.candidate(), rollout.step().candidateInstances(), before, now, counted, seen),
        seen.own(),
        counted ? lie(rollout.candidate(), before, now).or(() -> state.stable().flatMap(s -> lie(s, before, now))) : Optional.empty());
  }

  /** Counters that were not started anew only rise, and no more requests fail than there are. */
  private static Optional<String> lie(Release release, TrafficCounts from, TrafficCounts to) {
    ReleaseCounts before = from.releases().getOrDefault(release.id(), NOTHING);
    ReleaseCounts after = to.releases().getOrDefault(release.id(), NOTHING);
    long requests = after.requests() - before.requests();
    long errors = after.errors() - before.errors();
    boolean fell = requests < 0 || errors < 0 || after.latency().since(before.latency()).isEmpty();
    if (fell || after.requests() < 0 || after.errors() < 0) {
      return Optional.of("those of " + release.version() + " fell from " + said(before) + " to " + said(after)
          + " without having been started anew");
    }
    return errors > requests ? Optional.of("of " + requests + " requests to " + release.version() + " " + errors + " failed")
        : Optional.empty();
  }

  private static String said(ReleaseCounts counts) {
    return counts.requests() + " requests with " + counts.errors() + " errors";
  }

  private static Batch.Sample sample(
      Release release, int wanted, TrafficCounts from, TrafficCounts to, boolean counted, Observation seen) {
    ReleaseCounts before = from.releases().getOrDefault(release.id(), NOTHING);
    ReleaseCounts after = to.releases().getOrDefault(release.id(), NOTHING);
    Optional<LatencyHistogram> latency = after.latency().since(before.latency());
    long requests = after.requests() - before.requests();
    long errors = after.errors() - before.errors();
    boolean sound = counted && errors >= 0 && requests >= errors && latency.isPresent();
    Optional<PlatformSeen> platform = seen.platform();
    return new Batch.Sample(
        sound,
        sound ? requests : 0,
        sound ? errors : 0,
        sound ? latency.get() : LatencyHistogram.empty(),
        wanted,
        platform.map(p -> p.ready(release.id())).orElse(0),
        platform.map(p -> restarts(p, release.id())).orElse(0),
        platform.map(p -> most(p, release.id(), true)).orElse(0.0),
        platform.map(p -> most(p, release.id(), false)).orElse(0.0));
  }

  private static int restarts(PlatformSeen platform, ReleaseId release) {
    int restarts = 0;
    for (Instance i : platform.instances()) {
      restarts += i.id().release().equals(release) ? i.restarts() : 0;
    }
    return restarts;
  }

  private static double most(PlatformSeen platform, ReleaseId release, boolean cpu) {
    double most = 0;
    for (Instance i : platform.instances()) {
      if (i.id().release().equals(release)) {
        most = Math.max(most, cpu ? i.cpu() : i.memoryShare());
      }
    }
    return most;
  }
}
