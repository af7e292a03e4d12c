package dev.slipway.core.rollout;

import dev.slipway.core.analysis.Watch;
import dev.slipway.core.release.Release;
import dev.slipway.core.strategy.Plan;
import dev.slipway.core.strategy.Step;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Instant;
import java.util.Optional;

/**
 * Moving a target from its stable release to a candidate.
 *
 * @param id number within the target
 * @param kind what started it
 * @param candidate where it goes
 * @param plan the steps
 * @param policy how it proceeds
 * @param settings where the target is reached once this rollout has begun
 * @param attempt how many times the judge sent the same content back before
 * @param by who asked for it
 * @param startedAt when
 * @param phase where it is
 * @param weight the candidate's journaled share of traffic, 0–100
 * @param watching the judge's memory, from the first shift on
 * @param paused who paused it, while it is
 * @param approval a person's word that a step may pass
 * @param clearance whether it may begin, where its environment has a guard
 */
public record Rollout(
    RolloutId id,
    Kind kind,
    Release candidate,
    Plan plan,
    Policy policy,
    TargetSettings settings,
    int attempt,
    String by,
    Instant startedAt,
    Phase phase,
    int weight,
    Optional<Watching> watching,
    Optional<Pause> paused,
    Optional<Approval> approval,
    Optional<Clearance> clearance) {

  /** To an environment without a guard. */
  public Rollout(
      RolloutId id, Kind kind, Release candidate, Plan plan, Policy policy, TargetSettings settings, int attempt, String by,
      Instant startedAt, Phase phase, int weight, Optional<Watching> watching, Optional<Pause> paused, Optional<Approval> approval) {
    this(
        id, kind, candidate, plan, policy, settings, attempt, by, startedAt, phase, weight, watching, paused, approval, Optional.empty());
  }

  /** What started a rollout. */
  public enum Kind {
    /** A new version. */
    DEPLOY,
    /** Back to a release that was stable before. */
    ROLLBACK
  }

  /**
   * The judge's memory with the place up to which the counters were read.
   *
   * @param watch what it has seen
   * @param at until when, steady clock
   * @param cursor the counters at that moment
   */
  public record Watching(Watch watch, Instant at, TrafficCounts cursor) {}

  /** Nothing proceeds; everything stays watched. */
  public record Pause(String by, String reason, Instant at) {}

  /** A person's word that {@code step} may pass, or, when full, that all steps may. */
  public record Approval(String by, int step, boolean full) {}

  /** The same rollout somewhere else. */
  public Rollout in(Phase next) {
    return new Rollout(
        id, kind, candidate, plan, policy, settings, attempt, by, startedAt, next, weight, watching, paused, approval, clearance);
  }

  /** The same rollout with another journaled weight. */
  public Rollout weighing(int next) {
    return new Rollout(
        id, kind, candidate, plan, policy, settings, attempt, by, startedAt, phase, next, watching, paused, approval, clearance);
  }

  /** The same rollout with the judge's new memory. */
  public Rollout watching(Watching next) {
    return new Rollout(
        id, kind, candidate, plan, policy, settings, attempt, by, startedAt, phase, weight, Optional.of(next), paused, approval, clearance);
  }

  /** The same rollout with its phase and the judge's open batch beginning now. */
  public Rollout from(Instant now) {
    Rollout restarted = in(phase.restarted(now));
    return watching.map(w -> restarted.watching(new Watching(w.watch(), now, w.cursor()))).orElse(restarted);
  }

  /** The same rollout paused, or not. */
  public Rollout pausedBy(Optional<Pause> next) {
    return new Rollout(
        id, kind, candidate, plan, policy, settings, attempt, by, startedAt, phase, weight, watching, next, approval, clearance);
  }

  /** The same rollout with a person's word, or without. */
  public Rollout approvedBy(Optional<Approval> next) {
    return new Rollout(
        id, kind, candidate, plan, policy, settings, attempt, by, startedAt, phase, weight, watching, paused, next, clearance);
  }

  /** The same rollout with more or less of what it needs to begin. */
  Rollout cleared(Clearance next) {
    return new Rollout(
        id, kind, candidate, plan, policy, settings, attempt, by, startedAt, phase, weight, watching, paused, approval, Optional.of(next));
  }

  /** The step it is in: the last one when all have passed, the first before any. */
  public int stepIndex() {
    return switch (phase) {
      case Phase.Awaiting a -> 0;
      case Phase.BeforeHooks h -> 0;
      case Phase.Starting s -> s.step();
      case Phase.Checking c -> 0;
      case Phase.Shifting s -> s.step();
      case Phase.Baking b -> b.step();
      case Phase.AfterHooks h -> plan.steps().size() - 1;
      case Phase.GoingBack g -> 0;
    };
  }

  /** The step it is in. */
  public Step step() {
    return plan.steps().get(stepIndex());
  }

  /** Whether it waits to begin. */
  public boolean awaiting() {
    return phase instanceof Phase.Awaiting;
  }

  /** Whether it is on the way back. */
  public boolean goingBack() {
    return phase instanceof Phase.GoingBack;
  }
}
