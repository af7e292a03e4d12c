package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.rollout.UnderWay;
import dev.slipway.core.rollout.Wants;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a rehearsed rollout meets, and the virtual time in which it does: instances, a router, users. */
final class Scene {
  static final Instant BEGIN = Instant.EPOCH;

  private static final Duration ROUTER_LAG = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration TASK_TAKES = Duration.ofSeconds(1);

  private final Cast cast;
  private final Users users;
  private final Chronicle chronicle;
  private final boolean quickly;
  private final Fleet fleet;
  private final Backdrop backdrop;
  private final Meter meter;
  private Instant now = BEGIN;
  private int inForce;

  Scene(Cast cast, Users users, Chronicle chronicle, boolean quickly) {
    this.cast = cast;
    this.users = users;
    this.chronicle = chronicle;
    this.quickly = quickly;
    this.fleet = new Fleet(cast.readyAfter());
    this.backdrop = new Backdrop(cast.stable().id(), cast.candidate().id());
    this.meter = new Meter(users, chronicle, backdrop);
    fleet.standing(cast.stable().id(), cast.stable().run().instances());
  }

  Instant now() {
    return now;
  }

  /** Since the rollout was asked for. */
  double seconds() {
    return Duration.between(BEGIN, now).toNanos() / 1e9;
  }

  /**
   * Does what the state asks for, and goes on to the next moment at which anything can have changed.
   *
   * @return the state with what the judge has seen meanwhile
   */
  TargetState turn(TargetState state) {
    fleet.converge(Wants.of(state), now);
    if (!quickly || inForce != state.rollout().orElseThrow().weight()) {
      now = next(state);
      return state;
    }
    Lull lull = new Lull(cast, this, fleet, meter);
    TargetState watched = lull.through(state);
    now = lull.endsInBatch() ? now : next(watched);
    return watched;
  }

  private Instant next(TargetState state) {
    Rollout rollout = state.rollout().orElseThrow();
    if (rollout.weight() != inForce) {
      return now.plus(ROUTER_LAG);
    }
    if (UnderWay.task(state).isPresent()) {
      return now.plus(TASK_TAKES);
    }
    Optional<Instant> ready = rollout.phase() instanceof Phase.Baking ? Optional.empty() : fleet.nextReady(now);
    Duration otherwise = ready.isPresent() && rollout.watching().isEmpty() ? cast.readyAfter() : LOOK;
    Instant soon = rollout.watching().isPresent() ? nextLook(rollout) : now.plus(otherwise);
    return ready.filter(soon::isAfter).orElse(soon);
  }

  /** When a batch may be made at the earliest, or the next look where it may be made by now. */
  Instant nextLook(Rollout rollout) {
    Duration left = UnderWay.untilBatch(rollout, now);
    return now.plus(left.isZero() ? LOOK : left);
  }

  /** All of it, read back. */
  Observation look(TargetState state) {
    Rollout rollout = state.rollout().orElseThrow();
    boolean begins = rollout.phase() instanceof Phase.Shifting && rollout.watching().isEmpty();
    Optional<Baseline> before = begins ? Optional.of(users.before()) : Optional.empty();
    meter.upTo(now, inForce);
    if (!(rollout.phase() instanceof Phase.Baking) || meter.makesBatch(rollout)) {
      meter.show(meter.read(Meter.bounds(rollout)));
    }
    split(rollout.weight());
    return new Observation(
        now,
        Optional.of(fleet.look(now)),
        Optional.of(backdrop.router(inForce)),
        Optional.of(meter.counts()),
        before,
        meter.own(),
        UnderWay.task(state).map(t -> new Task.Outcome.Succeeded("")));
  }

  /** Goes on to a look at which nothing is read but the counters. */
  void glance(Instant at) {
    now = at;
    meter.upTo(now, inForce);
  }

  private void split(int weight) {
    chronicle.split(seconds(), weight);
    inForce = weight;
  }

  /** After each batch the counters are taken to stand at zero: the decider only looks at what was added since. */
  TargetState counted(TargetState state) {
    Optional<Rollout> rollout = state.rollout();
    Optional<Rollout.Watching> batch = rollout.flatMap(Rollout::watching).filter(w -> w.at().equals(now));
    if (batch.isEmpty()) {
      return state;
    }
    meter.reset();
    return state.with(rollout.orElseThrow().watching(new Rollout.Watching(batch.get().watch(), now, Backdrop.ZERO)));
  }

  /** All traffic goes back to stable; until the router has it, the candidate goes on answering. */
  void back() {
    now = now.plus(ROUTER_LAG);
    meter.upTo(now, inForce);
    meter.read(Optional.empty());
    split(0);
  }
}
