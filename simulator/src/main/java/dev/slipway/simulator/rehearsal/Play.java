package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.Batch;
import dev.slipway.core.analysis.Judge;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Judging;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.strategy.Step;
import dev.slipway.simulator.rehearsal.Course.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One rollout in virtual time against the real decider. A turn is one observation: of instances that became ready, of the split the router
 * was last asked for, of what users did since the last batch. Played quickly, the observations that surely change nothing but the judge's
 * memory are passed over ({@link Lull}). Where a step waits for a person, one promotes as soon as its evidence passes.
 */
final class Play {
  private static final int TURNS_TO_SPARE = 10_000;
  private static final Duration SHORTEST_TURN = Duration.ofMillis(100);
  private static final Batch NOTHING_MORE =
      new Batch(Duration.ZERO, Duration.ZERO, Optional.of(Batch.Sample.NONE), Batch.Sample.NONE, Map.of());

  private final Cast cast;
  private final double until;
  private final Chronicle chronicle = new Chronicle();
  private final Scene scene;
  private TargetState state;

  private Play(Cast cast, Users users, boolean quickly, double until) {
    this.cast = cast;
    this.until = until;
    this.scene = new Scene(cast, users, chronicle, quickly);
    this.state = cast.begin();
  }

  /** Plays to its end. */
  static Course quickly(Cast cast, Users users) {
    return new Play(cast, users, true, Double.POSITIVE_INFINITY).course();
  }

  /** Plays with each look shown to the decider. {@code until} is where a recording ends, in seconds; infinite for users without end. */
  static Course lookByLook(Cast cast, Users users, double until) {
    return new Play(cast, users, false, until).course();
  }

  private Course course() {
    Command.Deploy deploy =
        new Command.Deploy("rehearsal", cast.candidate(), cast.policy(), cast.settings(), Command.WhenBusy.REFUSE, false, "");
    take(Decider.decide(state, new Input.Commanded(deploy, scene.now())));
    long mostTurns = mostTurns();
    for (long turn = 0; turn < mostTurns; turn++) {
      state = scene.turn(state);
      if (scene.seconds() > until) {
        Rollout rollout = state.rollout().orElseThrow();
        String where = "the recording ends in step " + (rollout.stepIndex() + 1) + ", " + rollout.phase().word();
        return chronicle.course(Ending.OPEN, where, scene.seconds());
      }
      take(Decider.decide(state, new Input.Observed(scene.look(state))));
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
    Duration waited = cast.patience().plus(cast.policy().progressDeadline()).multipliedBy(cast.plan().steps().size() + 1L);
    return TURNS_TO_SPARE + watched.plus(waited).dividedBy(SHORTEST_TURN);
  }

  private void take(Decision decision) {
    chronicle.note(decision.events(), scene.seconds());
    state = scene.counted(decision.state());
  }

  private Optional<Course> over() {
    if (chronicle.goesBack() && (state.rollout().isEmpty() || state.rollout().get().weight() == 0)) {
      scene.back();
      return Optional.of(chronicle.course(Ending.ROLLED_BACK, "", scene.seconds()));
    }
    if (state.rollout().isEmpty()) {
      return Optional.of(chronicle.course(Ending.PROMOTED, "every step passed", scene.seconds()));
    }
    Rollout rollout = state.rollout().get();
    if (rollout.phase() instanceof Phase.Baking b && b.held().isPresent()) {
      Instant last = b.since().plus(rollout.step().bake()).plus(cast.patience());
      return scene.now().isAfter(last)
          ? Optional.of(chronicle.course(Ending.HOLDING, b.held().get(), scene.seconds()))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private void promoteWhereAPersonWould() {
    Optional<Rollout> rollout = state.rollout().filter(r -> r.step().hold() && r.phase() instanceof Phase.Baking b && b.held().isPresent());
    if (rollout.isPresent() && verdict(rollout.get()) instanceof Verdict.Passing) {
      take(Decider.decide(state, new Input.Commanded(new Command.Promote("somebody", false), scene.now())));
    }
  }

  private Verdict verdict(Rollout rollout) {
    Judge judge = Judge.of(rollout.policy().judge());
    return judge.judge(rollout.watching().orElseThrow().watch(), NOTHING_MORE, Judging.judged(state, rollout)).verdict();
  }
}
