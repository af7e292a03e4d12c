package dev.slipway.simulator.world;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.simulator.scenario.Behaviour;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests as quantities: shared out by the weights in force, answered as each release behaves. */
public final class Traffic {
  /** A request is this many units: shares of milliseconds and percents stay whole numbers. */
  private static final long UNITS = 100_000;

  private static final int FAST = LatencyHistogram.indexOf(Behaviour.FAST_MILLIS * 1_000_000L);
  private static final int SLOW = LatencyHistogram.indexOf(Behaviour.SLOW_MILLIS * 1_000_000L);

  /**
   * What one release gets at this moment.
   *
   * @param percent its share of all requests
   * @param answered whether any of its instances answers
   * @param stopped whether an instance that Slipway has stopped may be asked
   */
  public record Share(ReleaseId release, int percent, boolean answered, boolean stopped) {}

  private static final class Tally {
    long before;
    long all;
    long slowHundredths;
    long failedHundredths;
  }

  private final World world;
  private final Map<ReleaseId, Tally> tallies = new HashMap<>();
  private List<Share> shares = List.of();
  private boolean stale = true;
  private int boots = 1;
  private long refusedUnits;

  Traffic(World world) {
    this.world = world;
  }

  void disturbed() {
    stale = true;
  }

  /** Who gets how much at this moment. */
  public List<Share> shares() {
    if (stale) {
      shares = work();
      stale = false;
    }
    return shares;
  }

  private List<Share> work() {
    RouterSeen router = world.router().truth();
    List<Share> found = new ArrayList<>();
    for (ReleaseRoute route : router.table().routes()) {
      boolean chosen = router.override().isEmpty() || router.table().stable().filter(route.release()::equals).isPresent();
      int percent = router.override().isEmpty() ? route.weight() : chosen ? 100 : 0;
      if (percent > 0) {
        found.add(share(route, percent));
      }
    }
    return found;
  }

  private Share share(ReleaseRoute route, int percent) {
    boolean answered = false;
    boolean stopped = false;
    for (Backend backend : route.backends()) {
      if (!backend.draining()) {
        answered |= world.platform().answers(backend.instance());
        stopped |= world.platform().stopped(backend.instance());
      }
    }
    return new Share(route.release(), percent, answered, stopped);
  }

  void serve(long millis) {
    long perPercent = world.rhythm().requestsPerSecond() * millis;
    if (perPercent == 0) {
      return;
    }
    for (Share share : shares()) {
      Tally tally = tallies.computeIfAbsent(share.release(), r -> new Tally());
      long units = perPercent * share.percent();
      Behaviour behaviour = world.behaviour(share.release());
      tally.all += units;
      tally.slowHundredths += units * behaviour.slowPercent();
      tally.failedHundredths += units * (share.answered() ? behaviour.errorPercent() : 100);
      refusedUnits += share.answered() ? 0 : units;
    }
  }

  /** Requests that a release has answered in this run, also a part of one. */
  public double requests(ReleaseId release) {
    Tally tally = tallies.get(release);
    return tally == null ? 0 : (double) (tally.before + tally.all) / UNITS;
  }

  /** Requests that met no instance. */
  public long refused() {
    return refusedUnits / UNITS;
  }

  /** The router begins to count anew. */
  public void reboot() {
    boots++;
    for (Tally tally : tallies.values()) {
      tally.before += tally.all;
      tally.all = 0;
      tally.slowHundredths = 0;
      tally.failedHundredths = 0;
    }
  }

  TrafficCounts counts() {
    Map<ReleaseId, ReleaseCounts> all = new HashMap<>();
    tallies.forEach((release, tally) -> all.put(release, counts(tally)));
    return new TrafficCounts("boot-" + boots, all);
  }

  /** Fast and slow ones are rounded down each, so that neither ever shrinks. */
  private static ReleaseCounts counts(Tally tally) {
    long slow = tally.slowHundredths / 100 / UNITS;
    long fast = (tally.all - tally.slowHundredths / 100) / UNITS;
    long failed = Math.min(fast + slow, tally.failedHundredths / 100 / UNITS);
    LatencyHistogram latency = fast + slow == 0 ? LatencyHistogram.empty() : LatencyHistogram.of(Map.of(FAST, fast, SLOW, slow));
    return new ReleaseCounts(fast + slow, failed, 0, 0, latency);
  }
}
