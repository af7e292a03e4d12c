package dev.slipway.server.objective;

import dev.slipway.core.objective.Budget;
import dev.slipway.core.objective.BurnAlert;
import dev.slipway.core.objective.Followed;
import dev.slipway.core.objective.Measured;
import dev.slipway.core.objective.Objective;
import dev.slipway.core.objective.Tallied;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.store.ServiceLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One objective of a target, held against what was counted up to now.
 *
 * @param followed how far its metric was, absent where the router counts or nothing was yet
 * @param step in which metrics are followed
 */
record Held(ServiceLevels levels, TargetId target, Objective objective, Optional<Followed> followed, Duration step, Instant now) {
  private static final int POINTS = 30;

  Budget budget() {
    return new Budget(objective, last(objective.over()));
  }

  /** Whether an alert sounds; one over as long a time as the objective or a longer one never does. */
  boolean alerts(BurnAlert alert) {
    return alert.window().compareTo(objective.over()) < 0 && alert.burns(objective, this::last);
  }

  /** What was counted in the last so much time. */
  Tallied last(Duration time) {
    return levels.since(target, objective.indicator(), minute() + 1 - time.toMinutes());
  }

  private long minute() {
    return Duration.between(Instant.EPOCH, now).toMinutes();
  }

  /** As it is written, under the name of what is counted. */
  private String written() {
    String under = objective.underMillis().map(m -> " under " + m + "ms").orElse("");
    long hours = objective.over().toHours();
    String over = hours % 24 == 0 ? hours / 24 + "d" : hours + "h";
    return objective.percent().stripTrailingZeros().toPlainString() + "%" + under + " over " + over;
  }

  /** The whole of it, with nothing said twice: the limit of a latency stands in how it is written. */
  String words() {
    return objective.underMillis().map(m -> "latency").orElse(objective.indicator()) + " " + written();
  }

  /** A spent budget as a refusal says it. */
  String spentWords() {
    Tallied seen = budget().seen();
    return words() + ", " + seen.bad() + " of " + seen.total() + " bad"
        + coverage().map(c -> ", " + c + "% of the time known").orElse("");
  }

  /** Percent of the time that is known of a metric: since it is followed, in the objective's window. */
  private Optional<Double> coverage() {
    return objective.measured().map(measured -> {
      Tallied time = levels.since(target, ServiceLevels.timeOf(objective.indicator()), minute() + 1 - objective.over().toMinutes());
      long open = followed.map(f -> unsettledMillis(measured, f)).orElse(0L);
      long all = time.total() + open;
      return all == 0 ? 0 : Math.floor(1_000.0 * (time.total() - time.bad()) / all) / 10;
    });
  }

  /** What is not settled yet though it should be; the last steps never are. */
  private long unsettledMillis(Measured measured, Followed f) {
    Duration open = Duration.between(f.until(), now.minus(measured.source().lag())).plus(f.pending());
    return open.compareTo(step.multipliedBy(2)) <= 0 ? 0 : open.toMillis();
  }

  ObjectivesView.OfObjective view() {
    Budget budget = budget();
    Tallied seen = budget.seen();
    Optional<Double> good = seen.total() == 0 ? Optional.empty() : Optional.of(rounded(100.0 * (seen.total() - seen.bad()) / seen.total()));
    return new ObjectivesView.OfObjective(
        objective.indicator(), written(), objective.percent().doubleValue(), seen.total(), seen.bad(), good, rounded(budget.left()),
        rounded(budget.leftRequests()), rounded(budget.leftTime().toMillis() / 60_000.0), budget.isSpent(), burns(), trend(), coverage(),
        followed.flatMap(Followed::trouble));
  }

  private List<ObjectivesView.Burn> burns() {
    return Arrays.stream(BurnAlert.values()).filter(a -> a.window().compareTo(objective.over()) < 0).map(a -> new ObjectivesView.Burn(
        a.window().toMinutes(), rounded(Budget.burnRate(objective, last(a.window()))), rounded(a.threshold(objective)),
        a.burns(objective, this::last), a.urgent())).toList();
  }

  private List<ObjectivesView.Point> trend() {
    int minutes = (int) Math.max(1, objective.over().toMinutes() / POINTS);
    return levels.stretches(target, objective.indicator(), minute() + 1 - (long) minutes * POINTS, minutes).stream()
        .map(s -> new ObjectivesView.Point(Instant.EPOCH.plus(Duration.ofMinutes(s.minute())).toString(), s.seen().total(), s.seen().bad()))
        .toList();
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
