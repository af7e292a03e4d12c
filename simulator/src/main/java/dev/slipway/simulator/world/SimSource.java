package dev.slipway.simulator.world;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.metric.Readings;
import dev.slipway.simulator.scenario.Happening.Lie;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The user's own system: counts what a release served, one of two hundred as gone wrong, as long as it tells what is. */
public final class SimSource implements Readings {
  private static final double GONE_WRONG = 1.0 / 200;
  private static final double HUGE = 1e9;

  private final World world;
  private final Map<ReleaseId, Double> zero = new HashMap<>();
  private Optional<Lie> lie = Optional.empty();
  private long lieUntilMillis;
  private long lieSinceMillis;
  private Map<ReleaseId, Double> frozen = Map.of();
  private double more;
  private int answers;

  SimSource(World world) {
    this.world = world;
  }

  /** Lies from now on, for a while. */
  public void lie(Lie next, int forMillis) {
    long now = world.time().nowMillis();
    switch (next) {
      case FALLS -> world.traffic().releases().forEach(r -> zero.put(r, world.traffic().requests(r)));
      case HUGE -> more += HUGE;
      case HANGS, HTML, NOT_A_NUMBER, INFINITE, STANDS_STILL, HALF_STANDS_STILL, DUPLICATES, LAGS, OTHER_RELEASE, EMPTY, ONE_SIDED -> {
        lie = Optional.of(next);
        lieSinceMillis = now;
        lieUntilMillis = now + forMillis;
        Map<ReleaseId, Double> all = new HashMap<>();
        world.traffic().releases().forEach(r -> all.put(r, total(r)));
        frozen = all;
      }
    }
  }

  private double total(ReleaseId release) {
    return Math.floor(world.traffic().requests(release) - zero.getOrDefault(release, 0.0)) + more;
  }

  @Override
  public Reading latest(Metric metric, SourceSpec from, TargetId target, ReleaseId release, String version) {
    long now = world.time().nowMillis();
    if (lie.isEmpty() || now >= lieUntilMillis) {
      return counters(now, total(release));
    }
    boolean stable = world.store().state().stable().filter(s -> s.id().equals(release)).isPresent();
    return switch (lie.get()) {
      case HANGS -> new Reading.Wrong("SLW-4510 it did not answer in time");
      case HTML -> new Reading.Wrong("SLW-4515 it answered with something that is not its own");
      case NOT_A_NUMBER -> new Reading.Counters(at(now), Double.NaN, total(release));
      case INFINITE -> new Reading.Counters(at(now), 0, Double.POSITIVE_INFINITY);
      case STANDS_STILL -> counters(now, frozen.getOrDefault(release, 0.0));
      case HALF_STANDS_STILL -> counters(now, stable ? total(release) : frozen.getOrDefault(release, 0.0));
      case DUPLICATES -> again(now, release);
      case LAGS -> counters(lieSinceMillis, frozen.getOrDefault(release, 0.0));
      case OTHER_RELEASE -> new Reading.Wrong("SLW-4521 it answered for another release");
      case EMPTY -> new Reading.Nothing("no series of " + version);
      case ONE_SIDED -> stable ? new Reading.Nothing("no series of " + version) : counters(now, total(release));
      case FALLS, HUGE -> counters(now, total(release));
    };
  }

  private Reading again(long now, ReleaseId release) {
    if (answers++ % 4 < 2) {
      return counters(now, total(release));
    }
    return counters(lieSinceMillis, frozen.getOrDefault(release, 0.0));
  }

  private static Reading counters(long millis, double total) {
    return new Reading.Counters(at(millis), Math.floor(total * GONE_WRONG), total);
  }

  private static Instant at(long millis) {
    return Instant.EPOCH.plusMillis(millis);
  }
}
