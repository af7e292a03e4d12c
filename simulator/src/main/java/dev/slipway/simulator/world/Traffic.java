package dev.slipway.simulator.world;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.simulator.scenario.Behaviour;
import dev.slipway.simulator.scenario.Dice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests as quantities: shared out by the weights in force, answered as each release behaves. */
public final class Traffic {
  private final World world;
  private final Map<ReleaseId, Tally> tallies = new HashMap<>();
  private List<Share> shares = List.of();
  private boolean stale = true;
  private int boots = 1;
  private int resets;
  private long refusedUnits;
  private int faultPermille;
  private long faultUntilMillis;
  private final Dice dice;

  Traffic(World world, long seed) {
    this.world = world;
    this.dice = new Dice(seed + 1);
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
      long units = perPercent * real(share) / 100;
      serve(tally, tally.arrive(units), share);
      refusedUnits += share.answered() ? 0 : units;
    }
  }

  /** Whole requests; each of them fast or slow, good or bad. */
  private void serve(Tally tally, long requests, Share share) {
    Behaviour behaviour = world.behaviour(share.release());
    boolean fault = world.time().nowMillis() < faultUntilMillis;
    int erringPermille = share.answered() ? Math.max(behaviour.erringPermille(), fault ? faultPermille : 0) : 0;
    int failedPercent = share.answered() ? behaviour.errorPercent() : 100;
    tally.answer(requests, behaviour.slowPercent(), failedPercent, dice.binomial(requests, erringPermille / 1000.0));
  }

  /** Hundredths of a percent, for a router may not split as it was told. */
  private long real(Share share) {
    int off = world.rhythm().splitPercent();
    if (off == 100 || shares.size() != 2) {
      return share.percent() * 100L;
    }
    boolean stable = world.router().truth().table().stable().filter(share.release()::equals).isPresent();
    long candidate = Math.min(9_900, (stable ? 100 - share.percent() : share.percent()) * (long) off);
    return stable ? 10_000 - candidate : candidate;
  }

  /** All releases fail for a while. */
  public void fault(int permille, int forMillis) {
    faultPermille = permille;
    faultUntilMillis = world.time().nowMillis() + forMillis;
  }

  /** Requests that a release has answered in this run, also a part of one. */
  public double requests(ReleaseId release) {
    Tally tally = tallies.get(release);
    return tally == null ? 0 : tally.ever();
  }

  /** All that were ever asked anything. */
  Set<ReleaseId> releases() {
    return tallies.keySet();
  }

  /** Requests that met no instance. */
  public long refused() {
    return refusedUnits / Tally.UNITS;
  }

  /** The router begins to count anew. */
  public void reboot() {
    boots++;
    lie(true);
  }

  /** It counts from zero and does not say so, or tells of errors that no request had. */
  public void lie(boolean fall) {
    resets++;
    tallies.values().forEach(fall ? Tally::fall : Tally::contradict);
  }

  /** How often the counters began anew, said or unsaid. */
  public int resets() {
    return resets;
  }

  TrafficCounts counts() {
    Map<ReleaseId, ReleaseCounts> all = new HashMap<>();
    tallies.forEach((release, tally) -> all.put(release, tally.counts()));
    return new TrafficCounts("boot-" + boots, all);
  }
}
