package dev.slipway.core.analysis;

import dev.slipway.core.analysis.evidence.Pair;
import dev.slipway.core.analysis.evidence.RateTest;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.MetricMemory;
import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.metric.Sighting;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.metric.Stillness;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One measurement of the user's own: how far it was read, what it showed, and where the triggers on it have come.
 *
 * @param metric which one
 * @param memory how far it was read
 * @param total of a rate, what was counted over the whole rollout
 * @param test of a rate, what that says
 * @param triggers on it
 * @param still of a rate, what ought to have come of a total that does not move
 */
public record OwnMetric(
    Metric metric, MetricMemory memory, Pair total, RateTest test, List<MetricTriggerProgress> triggers, Optional<Stillness> still) {
  public OwnMetric {
    triggers = List.copyOf(triggers);
  }

  /** All that a policy names, none looked at yet. */
  static List<OwnMetric> start(JudgePolicy policy) {
    return policy.metrics().stream().map(m -> new OwnMetric(m, MetricMemory.START, Pair.NONE, RateTest.START, triggers(policy, m),
        Optional.empty())).toList();
  }

  private static List<MetricTriggerProgress> triggers(JudgePolicy policy, Metric metric) {
    return policy.metricTriggers().stream().filter(t -> t.metric().equals(metric.name())).map(MetricTriggerProgress::start).toList();
  }

  /** In the next step, in which another share is to be expected of each. */
  OwnMetric nextStep() {
    return new OwnMetric(metric, memory.nextStep(), total, test.nextStep(), triggers, Optional.empty());
  }

  /**
   * After a look.
   *
   * @param routed what the router counted of both in this step so far
   */
  OwnMetric plus(Optional<MetricSeen> seen, JudgedStep step, Pair routed) {
    if (seen.isEmpty()) {
      return this;
    }
    MetricMemory.Looked looked = memory.look(metric.form(), seen.get());
    if (looked.sighting().isEmpty()) {
      // A counter that was started anew has moved.
      boolean anew = !looked.memory().cursor().equals(memory.cursor());
      return new OwnMetric(metric, looked.memory(), total, test, triggers, anew ? Optional.empty() : still);
    }
    Sighting sighting = looked.sighting().get();
    Pair pair = new Pair(sighting.candidateEvents(), sighting.candidateTotal(), sighting.stableEvents(), sighting.stableTotal());
    // What stable did before the rollout is not known of a measurement of the user's own: without stable beside it nothing is compared.
    boolean compared = judged() && step.baseline() && pair.stableTotal() > 0;
    return new OwnMetric(
        metric,
        looked.memory(),
        total.plus(pair),
        compared ? test.beside(step.policy().errors(), pair, step.policy().burst().orElse(1)) : test,
        triggers.stream().map(t -> t.plus(sighting)).toList(),
        judged() && ofThisStep(looked.memory(), sighting, step.policy()) ? still(sighting, step.weight() / 100.0, routed) : still);
  }

  /** Where users are split, a share of requests is not what was asked for; and what few requests show is hardly a share. */
  private Optional<Stillness> still(Sighting sighting, double asked, Pair routed) {
    double all = Math.max(1, routed.candidateTotal() + routed.stableTotal());
    return Stillness.after(
        still, sighting, Math.min(asked, routed.candidateTotal() / all), Math.min(1 - asked, routed.stableTotal() / all));
  }

  /** What arrives late at the beginning of a step is of the split before. */
  private boolean ofThisStep(MetricMemory now, Sighting sighting, JudgePolicy policy) {
    return now.covered().minus(sighting.covered()).compareTo(lag(policy)) >= 0;
  }

  private Duration lag(JudgePolicy policy) {
    return policy.source(metric).map(SourceSpec::lag).orElse(Duration.ZERO);
  }

  /** Whether the statistical test has a say in it. */
  boolean judged() {
    return metric.form() instanceof Metric.Rate;
  }

  /** How much of a step's time must be known by now: what has surely arrived, and not the last interval between two scrapes. */
  Duration needed(Duration covered, JudgePolicy policy) {
    Duration between = memory.last().map(Sighting::covered).orElse(Duration.ZERO);
    Duration arrived = covered.minus(lag(policy)).minus(between.multipliedBy(2));
    Duration needed = Duration.ofNanos((long) (arrived.toNanos() * policy.leastCoverage()));
    return needed.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : needed;
  }

  /**
   * A total that never moved, or does not any more, though by the other's and the router's counts it should have grown by {@link
   * Stillness#SURELY}
   * at least: it is not read from where the release counts. By chance that happens once in 10⁸ times.
   *
   * @param routed what the router counted of both over the whole rollout
   * @param perSecond requests that the router counts of both together in this step
   */
  Optional<String> stuck(Pair routed, double perSecond) {
    if (!judged()) {
      return Optional.empty();
    }
    double all = routed.candidateTotal() + routed.stableTotal();
    double pace = all == 0 ? 0 : (total.candidateTotal() + total.stableTotal()) / all * perSecond;
    return never(routed).or(() -> still.flatMap(s -> s.frozen(pace))).map(why -> metric.name() + ": SLW-4564 " + why);
  }

  private Optional<String> never(Pair routed) {
    if (routed.candidateTotal() == 0 || routed.stableTotal() == 0) {
      return Optional.empty();
    }
    double candidates = total.stableTotal() * routed.candidateTotal() / routed.stableTotal();
    double stables = total.candidateTotal() * routed.stableTotal() / routed.candidateTotal();
    if (total.candidateTotal() == 0 && candidates >= Stillness.SURELY) {
      return Optional.of(never("the candidate's", routed.candidateTotal()));
    }
    return total.stableTotal() == 0 && stables >= Stillness.SURELY ? Optional.of(never("stable's", routed.stableTotal()))
        : Optional.empty();
  }

  private static String never(String whose, double requests) {
    return String.format(
        Locale.ROOT, "%s total has not moved in %.0f requests, and the other release's has: it is not counted there", whose, requests);
  }

  /** Why it cannot be relied on now, where it cannot. */
  Optional<String> trouble() {
    return memory.trouble().map(t -> metric.name() + ": " + t);
  }
}
