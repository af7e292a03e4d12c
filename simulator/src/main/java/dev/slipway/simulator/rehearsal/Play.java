package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.Batch;
import dev.slipway.core.analysis.Judge;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Judging;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.rollout.UnderWay;
import dev.slipway.core.rollout.Wants;
import dev.slipway.core.strategy.Step;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One rollout in virtual time against the real decider. A turn is one observation: of instances that became ready, of the split the router
 * was last asked for, of what users did since the last batch. Where a step waits for a person, one promotes as soon as its evidence passes.
 */
final class Play {
  private static final Instant BEGIN = Instant.EPOCH;
  private static final Duration ROUTER_LAG = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration TASK_TAKES = Duration.ofSeconds(1);
  private static final int TURNS_TO_SPARE = 10_000;
  private static final Batch NOTHING_MORE =
      new Batch(Duration.ZERO, Duration.ZERO, Optional.of(Batch.Sample.NONE), Batch.Sample.NONE, Map.of());

  private final Cast cast;
  private final Users users;
  private final double until;
  private final Fleet fleet;
  private final Backdrop backdrop;
  private final Chronicle chronicle = new Chronicle();
  private final ReleaseId candidate;
  private TargetState state;
  private Instant now = BEGIN;
  private Instant countedTo = BEGIN;
  private TrafficCounts sinceLastBatch = Backdrop.ZERO;
  private int inForce;

  private Play(Cast cast, Users users, double until) {
    this.cast = cast;
    this.users = users;
    this.until = until;
    this.fleet = new Fleet(cast.readyAfter());
    this.state = cast.begin();
    this.candidate = cast.candidate().id();
    this.backdrop = new Backdrop(cast.stable().id(), candidate);
    fleet.standing(cast.stable().id(), cast.stable().run().instances());
  }

  /** Plays. {@code until} is where the recording ends, in seconds; infinite for users that never end. */
  static Course of(Cast cast, Users users, OptionalDouble until) {
    return new Play(cast, users, until.orElse(Double.POSITIVE_INFINITY)).course();
  }

  private Course course() {
    Command.Deploy deploy =
        new Command.Deploy("rehearsal", cast.candidate(), cast.policy(), cast.settings(), Command.WhenBusy.REFUSE, false, "");
    take(Decider.decide(state, new Input.Commanded(deploy, now)));
    long mostTurns = mostTurns();
    for (long turn = 0; turn < mostTurns; turn++) {
      fleet.converge(Wants.of(state), now);
      now = next();
      if (seconds(now) > until) {
        return chronicle.course(Course.Ending.OPEN, "the recording ends in step " + (step() + 1) + ", " + phase(), seconds(now));
      }
      take(Decider.decide(state, new Input.Observed(look())));
      Optional<Course> over = over();
      if (over.isPresent()) {
        return over.get();
      }
      promoteWhereAPersonWould();
    }
    throw new IllegalStateException("a rehearsal of " + cast.target() + " did not end within " + mostTurns + " turns");
  }

  private long mostTurns() {
    Duration watched = cast.plan().steps().stream().map(Step::bake).reduce(Duration.ZERO, Duration::plus);
    Duration longest = watched.plus(cast.patience().plus(cast.policy().progressDeadline()).multipliedBy(cast.plan().steps().size() + 1L));
    return TURNS_TO_SPARE + 2 * longest.dividedBy(Duration.ofMillis(200));
  }

  /** The next moment at which anything can have changed. */
  private Instant next() {
    Rollout rollout = state.rollout().orElseThrow();
    if (rollout.weight() != inForce) {
      return now.plus(ROUTER_LAG);
    }
    if (UnderWay.task(state).isPresent()) {
      return now.plus(TASK_TAKES);
    }
    Optional<Instant> batch = rollout.watching().map(w -> now.plus(UnderWay.untilBatch(rollout, now)));
    Optional<Instant> ready = rollout.phase() instanceof Phase.Baking ? Optional.empty() : fleet.nextReady(now);
    Instant soon = batch.filter(now::isBefore).orElseGet(() -> now.plus(ready.isPresent() && batch.isEmpty() ? cast.readyAfter() : LOOK));
    return ready.filter(soon::isAfter).orElse(soon);
  }

  private Observation look() {
    Rollout rollout = state.rollout().orElseThrow();
    Phase phase = rollout.phase();
    boolean shifting = phase instanceof Phase.Shifting;
    Optional<Baseline> before = shifting && rollout.watching().isEmpty() ? Optional.of(users.before()) : Optional.empty();
    count();
    split(rollout.weight());
    RouterSeen router = backdrop.router(inForce);
    return new Observation(
        now, Optional.of(fleet.look(now)), Optional.of(router), Optional.of(sinceLastBatch), before, Map.of(), UnderWay.task(state).map(t -> new Task.Outcome.Succeeded("")));
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
  private void take(Decision decision) {
    chronicle.note(decision.events(), seconds(now));
    state = decision.state();
    Optional<Rollout> rollout = state.rollout();
    Optional<Rollout.Watching> batch = rollout.flatMap(Rollout::watching).filter(w -> w.at().equals(now));
    if (batch.isPresent()) {
      Rollout.Watching w = batch.get();
      state = state.with(rollout.get().watching(new Rollout.Watching(w.watch(), w.at(), Backdrop.ZERO)));
      sinceLastBatch = Backdrop.ZERO;
    }
  }

  private Optional<Course> over() {
    if (chronicle.goesBack() && (state.rollout().isEmpty() || state.rollout().get().weight() == 0)) {
      return Optional.of(back());
    }
    if (state.rollout().isEmpty()) {
      return Optional.of(chronicle.course(Course.Ending.PROMOTED, "every step passed", seconds(now)));
    }
    Rollout rollout = state.rollout().get();
    if (rollout.phase() instanceof Phase.Baking b && b.held().isPresent()) {
      Instant last = b.since().plus(rollout.step().bake()).plus(cast.patience());
      return now.isAfter(last) ? Optional.of(chronicle.course(Course.Ending.HOLDING, b.held().get(), seconds(now))) : Optional.empty();
    }
    return Optional.empty();
  }

  /** Until the router has it, the candidate goes on answering. */
  private Course back() {
    now = now.plus(ROUTER_LAG);
    count();
    split(0);
    return chronicle.course(Course.Ending.ROLLED_BACK, "", seconds(now));
  }

  private void promoteWhereAPersonWould() {
    Optional<Rollout> rollout = state.rollout().filter(r -> r.step().hold() && r.phase() instanceof Phase.Baking b && b.held().isPresent());
    if (rollout.isPresent() && verdict(rollout.get()) instanceof Verdict.Passing) {
      take(Decider.decide(state, new Input.Commanded(new Command.Promote("somebody", false), now)));
    }
  }

  private Verdict verdict(Rollout rollout) {
    return Judge.of(rollout.policy().judge()).judge(rollout.watching().orElseThrow().watch(), NOTHING_MORE, Judging.judged(state, rollout)).verdict();
  }

  private int step() {
    return state.rollout().map(Rollout::stepIndex).orElse(0);
  }

  private String phase() {
    return state.rollout().map(r -> r.phase().word()).orElse("ended");
  }

  private static double seconds(Instant at) {
    return Duration.between(BEGIN, at).toNanos() / 1e9;
  }
}
