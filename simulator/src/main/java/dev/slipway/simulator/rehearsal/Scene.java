package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.rollout.UnderWay;
import dev.slipway.core.rollout.Wants;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
  private final Fleet fleet;
  private final Backdrop backdrop;
  private Instant now = BEGIN;
  private Instant countedTo = BEGIN;
  private TrafficCounts sinceLastBatch = Backdrop.ZERO;
  private int inForce;

  Scene(Cast cast, Users users, Chronicle chronicle) {
    this.cast = cast;
    this.users = users;
    this.chronicle = chronicle;
    this.fleet = new Fleet(cast.readyAfter());
    this.backdrop = new Backdrop(cast.stable().id(), cast.candidate().id());
    fleet.standing(cast.stable().id(), cast.stable().run().instances());
  }

  Instant now() {
    return now;
  }

  /** Since the rollout was asked for. */
  double seconds() {
    return seconds(now);
  }

  private static double seconds(Instant at) {
    return Duration.between(BEGIN, at).toNanos() / 1e9;
  }

  /** Does what the state asks for, and goes on to the next moment at which anything can have changed. */
  void turn(TargetState state) {
    fleet.converge(Wants.of(state), now);
    now = next(state);
  }

  private Instant next(TargetState state) {
    Rollout rollout = state.rollout().orElseThrow();
    if (rollout.weight() != inForce) {
      return now.plus(ROUTER_LAG);
    }
    if (UnderWay.task(state).isPresent()) {
      return now.plus(TASK_TAKES);
    }
    Optional<Instant> batch = rollout.watching().map(w -> now.plus(UnderWay.untilBatch(rollout, now)));
    Optional<Instant> ready = rollout.phase() instanceof Phase.Baking ? Optional.empty() : fleet.nextReady(now);
    Duration otherwise = ready.isPresent() && batch.isEmpty() ? cast.readyAfter() : LOOK;
    Instant soon = batch.filter(now::isBefore).orElseGet(() -> now.plus(otherwise));
    return ready.filter(soon::isAfter).orElse(soon);
  }

  /** All of it, read back. */
  Observation look(TargetState state) {
    Rollout rollout = state.rollout().orElseThrow();
    boolean begins = rollout.phase() instanceof Phase.Shifting && rollout.watching().isEmpty();
    Optional<Baseline> before = begins ? Optional.of(users.before()) : Optional.empty();
    count();
    split(rollout.weight());
    return new Observation(
        now,
        Optional.of(fleet.look(now)),
        Optional.of(backdrop.router(inForce)),
        Optional.of(sinceLastBatch),
        before,
        Map.of(),
        UnderWay.task(state).map(t -> new Task.Outcome.Succeeded("")));
  }

  private void count() {
    if (now.isAfter(countedTo)) {
      Users.Counted counted = users.between(seconds(countedTo), seconds(now), inForce);
      chronicle.counted(counted);
      sinceLastBatch = backdrop.with(sinceLastBatch, counted);
      countedTo = now;
    }
  }

  private void split(int weight) {
    chronicle.split(seconds(now), weight);
    inForce = weight;
  }

  /** After each batch the counters are taken to stand at zero: the decider only looks at what was added since. */
  TargetState counted(TargetState state) {
    Optional<Rollout> rollout = state.rollout();
    Optional<Rollout.Watching> batch = rollout.flatMap(Rollout::watching).filter(w -> w.at().equals(now));
    if (batch.isEmpty()) {
      return state;
    }
    sinceLastBatch = Backdrop.ZERO;
    return state.with(rollout.orElseThrow().watching(new Rollout.Watching(batch.get().watch(), now, Backdrop.ZERO)));
  }

  /** All traffic goes back to stable; until the router has it, the candidate goes on answering. */
  void back() {
    now = now.plus(ROUTER_LAG);
    count();
    split(0);
  }
}
