package dev.slipway.simulator.scenario;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.check.Check;
import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.HttpQuestion;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policies that a scenario's rollouts may have: strategy, triggers, judge and hooks, as the dice fall. */
final class Policies {
  private static final int[][] WEIGHTS = {{5, 25, 50, 100}, {10, 100}, {1, 100}, {50, 100}, {5, 10, 20, 40, 60, 80, 100}, {100}};

  private final Dice dice;
  private final boolean byEvidence;
  private boolean asksSource;

  Policies(Dice dice, boolean byEvidence) {
    this.dice = dice;
    this.byEvidence = byEvidence;
  }

  Policy any() {
    boolean own = dice.percent(20);
    asksSource |= own;
    JudgePolicy judge = byEvidence ? Judges.any(dice) : JudgePolicy.TRIGGERS;
    return suited(new Policy(
        strategy(),
        own && !byEvidence ? List.of(new Trigger(Measure.ERROR_RATE, 0.02, Duration.ofMillis(500))) : triggers(),
        dice.percent(50) ? List.of(Check.get("/")) : List.of(),
        Duration.ofMillis(dice.pick(0, 500, 2_500)),
        Duration.ofMillis(dice.pick(4_000, 8_000)),
        dice.pick(Otherwise.values()),
        own ? Judges.withOwn(judge) : judge,
        hooks(),
        hooks(),
        hooks()));
  }

  /** Some ask on the live address as well. No dice are thrown for it, so that every seed goes on to mean what it meant. */
  private static Policy suited(Policy policy) {
    if (policy.checks().isEmpty() || policy.keepStable().toMillis() != 500) {
      return policy;
    }
    return new Policy(
        policy.strategy(), policy.triggers(), List.of(), policy.keepStable(), policy.progressDeadline(), policy.onNoData(), policy.judge(),
        policy.before(), policy.after(), policy.afterRollback(),
        Optional.of(List.of(CheckSpec.of(new CheckKind.Request(HttpQuestion.get("/"))))));
  }

  /** Whether any of them reads a measurement of the user's own. */
  boolean asksSource() {
    return asksSource;
  }

  private Duration bake() {
    return Duration.ofMillis(byEvidence ? dice.pick(0, 700, 2_000, 4_000) : dice.pick(0, 300, 1_000, 2_000));
  }

  private Strategy strategy() {
    return switch (dice.between(0, 2)) {
      case 0 -> new Strategy.BlueGreen(bake());
      case 1 -> {
        List<Strategy.CanaryStep> steps = new ArrayList<>();
        Duration bake = bake();
        for (int weight : dice.pick(WEIGHTS)) {
          steps.add(new Strategy.CanaryStep(weight, bake, dice.percent(5)));
        }
        yield new Strategy.Canary(steps);
      }
      default -> new Strategy.Rolling(dice.between(1, 3), dice.between(0, 2), bake());
    };
  }

  private List<Trigger> triggers() {
    List<Trigger> triggers = new ArrayList<>();
    if (dice.percent(byEvidence ? 20 : 75)) {
      triggers.add(new Trigger(Measure.ERROR_RATE, 0.02, Duration.ofMillis(dice.pick(500, 1_000))));
    }
    if (dice.percent(35)) {
      triggers.add(new Trigger(Measure.P95, 500, Duration.ofMillis(dice.pick(500, 1_500))));
    }
    if (dice.percent(35)) {
      triggers.add(new Trigger(Measure.FAILING_HEALTH, 0.5, Duration.ofMillis(600)));
    }
    return triggers;
  }

  private List<Policy.Hook> hooks() {
    if (dice.percent(80)) {
      return List.of();
    }
    Policy.Hook first = hook();
    return dice.percent(70) ? List.of(first) : List.of(first, hook());
  }

  private Policy.Hook hook() {
    return new Policy.Hook("hook", dice.pick("ok", "ok", "ok", "fail", "hang"), Duration.ofMillis(500), dice.percent(50));
  }
}
