package dev.slipway.simulator.world;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Convergence;
import dev.slipway.core.rollout.Routing;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.Wants;
import dev.slipway.simulator.scenario.Behaviour;
import dev.slipway.simulator.scenario.Happening.Lie;
import dev.slipway.simulator.scenario.Happening.Part;
import dev.slipway.simulator.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Everything outside the engine, in one virtual time. */
public final class World {
  private final VirtualTime time = new VirtualTime();
  private final SimPlatform platform = new SimPlatform(this);
  private final SimRouter router = new SimRouter(this);
  private final SimTasks tasks = new SimTasks(this);
  private final SimSource source = new SimSource(this);
  private final Traffic traffic;
  private final SimStore store;
  private final Scenario.Rhythm rhythm;
  private final Map<ReleaseId, Behaviour> behaviours;
  private final List<Witness> witnesses = new ArrayList<>();
  private final Outages outages = new Outages(time);

  /** The outside as it is when the scenario begins. */
  public World(Scenario scenario, TargetState first) {
    this.traffic = new Traffic(this, scenario.seed());
    this.rhythm = scenario.rhythm();
    this.behaviours = new HashMap<>(scenario.behaviours());
    this.store = new SimStore(this, first);
    first.stable().ifPresent(stable -> populate(first, stable));
  }

  private void populate(TargetState first, Release stable) {
    platform.populate(stable);
    Wants wants = Wants.of(first);
    Convergence convergence = Convergence.of(wants, platform.truth(), Optional.empty());
    router.populate(first.settings().orElseThrow(), Routing.of(wants, convergence, platform.truth()));
  }

  /** Lets time pass and everything happen that was due in it. */
  public void advance(long toMillis) {
    for (;;) {
      long next = Math.min(Math.min(toMillis, outages.endMillis()), Math.min(platform.nextChangeMillis(), router.nextChangeMillis()));
      long millis = next - time.nowMillis();
      if (millis > 0) {
        traffic.serve(millis);
        tell(w -> w.elapsed(millis));
        time.goTo(next);
      }
      platform.changeDue(time.nowMillis());
      router.changeDue(time.nowMillis());
      if (next >= toMillis) {
        return;
      }
    }
  }

  /** Whether any part is out of order now. */
  public boolean anyOut() {
    return outages.any();
  }

  /** Sees everything from now on. */
  public void witness(Witness witness) {
    witnesses.add(witness);
  }

  void tell(Consumer<Witness> what) {
    for (Witness each : witnesses) {
      what.accept(each);
    }
  }

  void disturbed() {
    traffic.disturbed();
  }

  void refuseIfAway(Part part) {
    if (out(part)) {
      throw new Away("SLW-9000", part + " is away");
    }
  }

  /** Whether a part is out of order now. */
  public boolean out(Part part) {
    return outages.out(part);
  }

  /** A part is out of order for a while. */
  public void away(Part part, int forMillis) {
    outages.begin(part, forMillis);
  }

  /** Some instances of a release die by themselves. */
  public void kill(ReleaseId release, int most) {
    platform.kill(release, most);
  }

  /** The task that runs leaves no trace of how it ended. */
  public void cutTask() {
    tasks.cut();
  }

  /** Somebody sends all traffic to stable at the router. */
  public void emergency() {
    router.emergency();
  }

  /** The source of the user's own measurement does not tell what is. */
  public void lie(Lie lie, int forMillis) {
    source.lie(lie, forMillis);
  }

  /** The user's own system. */
  public SimSource source() {
    return source;
  }

  /** Somebody else changes the router. */
  public void changeRouter() {
    router.changeByOthers();
  }

  /** Whatever made a release misbehave is over. */
  public void calm(ReleaseId release) {
    Behaviour behaviour = behaviour(release);
    behaviours.put(release, behaviour.calm());
    platform.calm(release, behaviour.calm());
  }

  /** How a release behaves; one that nothing was said of is good. A release that was renamed behaves as it did. */
  public Behaviour behaviour(ReleaseId release) {
    Behaviour known = behaviours.get(release);
    if (known == null) {
      int plus = release.value().lastIndexOf('+');
      known = plus > 0 ? behaviour(new ReleaseId(release.value().substring(0, plus))) : Behaviour.GOOD;
      behaviours.put(release, known);
    }
    return known;
  }

  public VirtualTime time() {
    return time;
  }

  public SimPlatform platform() {
    return platform;
  }

  public SimRouter router() {
    return router;
  }

  public SimTasks tasks() {
    return tasks;
  }

  public Traffic traffic() {
    return traffic;
  }

  public SimStore store() {
    return store;
  }

  public Scenario.Rhythm rhythm() {
    return rhythm;
  }
}
