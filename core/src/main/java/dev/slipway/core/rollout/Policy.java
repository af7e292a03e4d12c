package dev.slipway.core.rollout;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.check.Check;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.When;
import dev.slipway.core.strategy.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a rollout proceeds and when it goes back.
 *
 * @param strategy how traffic moves
 * @param triggers what sends it back while the candidate has traffic
 * @param checks asked on the preview address before it has any, where there is no {@code validation}
 * @param keepStable how long the old instances stay warm after the promotion
 * @param progressDeadline longest time any one phase may take without coming further, bakes and pauses aside
 * @param onNoData what happens at the end of a bake in which nothing could be measured
 * @param judge how the candidate is judged
 * @param before hooks run before anything is started
 * @param after hooks run when the last step has passed; one that fails sends the rollout back
 * @param afterRollback hooks run when the rollout has gone back
 * @param validation what is asked on the preview address before it has traffic, and on the live one after each shift; absent in policies
 *     that were written before there was such a thing
 */
public record Policy(
    Strategy strategy,
    List<Trigger> triggers,
    List<Check> checks,
    Duration keepStable,
    Duration progressDeadline,
    Otherwise onNoData,
    JudgePolicy judge,
    List<Hook> before,
    List<Hook> after,
    List<Hook> afterRollback,
    Optional<List<CheckSpec>> validation) {
  public Policy {
    triggers = List.copyOf(triggers);
    checks = List.copyOf(checks);
    before = List.copyOf(before);
    after = List.copyOf(after);
    afterRollback = List.copyOf(afterRollback);
    validation = validation.map(List::copyOf);
  }

  /** With checks of one request each, asked on the preview address alone. */
  public Policy(
      Strategy strategy, List<Trigger> triggers, List<Check> checks, Duration keepStable, Duration progressDeadline, Otherwise onNoData,
      JudgePolicy judge, List<Hook> before, List<Hook> after, List<Hook> afterRollback) {
    this(
        strategy, triggers, checks, keepStable, progressDeadline, onNoData, judge, before, after, afterRollback, Optional.empty());
  }

  /** What is asked at one of the two addresses. */
  public List<CheckSpec> asked(When place) {
    return validation.orElse(List.of()).stream().filter(c -> c.when().includes(place)).toList();
  }

  /**
   * A command of the user's, run once.
   *
   * @param name for people
   * @param command shell command
   * @param timeout after which it is killed and has failed
   * @param idempotent whether it may be run again when a crash left its outcome unknown
   */
  public record Hook(String name, String command, Duration timeout, boolean idempotent) {}
}
