package dev.slipway.core.analysis;

import dev.slipway.core.analysis.evidence.BurnRate;
import dev.slipway.core.analysis.evidence.Pair;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What ends a rollout by its harm alone, whatever can be shown of its cause: spent budgets and exhausted resources. */
final class Harm {
  private static final Duration OBJECTIVE_WINDOW = Duration.ofDays(30);
  private static final Duration LEAST_SATURATED = Duration.ofMinutes(1);
  private static final double SIGMAS = 4;
  /** Where hardly anybody asks, a share of the month's budget is less than one error, and one error is chance. */
  private static final double LEAST_ALLOWED = 10;
  private static final double WORSE = 1.2;

  private Harm() {}

  static Optional<Verdict> failing(Watch watch, JudgedStep step, List<Finding> findings) {
    return surpassing(watch, step).map(r -> new Verdict.Failing(r, findings));
  }

  /** Whether any limit is surpassed. */
  static boolean surpassed(Watch watch, JudgedStep step) {
    return surpassing(watch, step).isPresent();
  }

  private static Optional<String> surpassing(Watch watch, JudgedStep step) {
    return step.baseline() ? cap(watch, step).or(() -> burning(watch, step)).or(() -> saturated(watch, step)) : Optional.empty();
  }

  /** More errors than stable's rate explains, by more than a share of what 30 days may cost. */
  private static Optional<String> cap(Watch watch, JudgedStep step) {
    Pair pair = watch.evidence().comparable();
    double scale = pair.stableTotal() == 0 ? 0 : pair.candidateTotal() / pair.stableTotal();
    double expected = pair.stableEvents() * scale;
    // Stable's own number is as much a matter of chance: its part grows with how many more requests the candidate had.
    double chance = StrictMath.sqrt(expected * (1 + scale) * watch.evidence().burst(step.policy()));
    double most = allowed(watch, step) + SIGMAS * chance;
    double more = pair.candidateEvents() - expected;
    return more > most
        ? Optional.of(String.format(
            Locale.ROOT, "harm cap: %.0f errors more than stable's rate explains; %.0f are allowed: "
                + "%s of the error budget of 30 days, and chance",
            more, most, Measure.ERROR_RATE.spell(step.policy().objective().harmShare())))
        : Optional.empty();
  }

  private static double allowed(Watch watch, JudgedStep step) {
    double seconds = watch.covered().toNanos() / 1e9;
    double before = watch.evidence().before().requestsPerSecond();
    double now = seconds == 0 ? 0 : (watch.candidate().requests() + watch.stable().requests()) / seconds;
    double month = Math.max(before, now) * OBJECTIVE_WINDOW.toSeconds();
    return Math.max(LEAST_ALLOWED, month * step.policy().objective().budget() * step.policy().objective().harmShare());
  }

  private static Optional<String> burning(Watch watch, JudgedStep step) {
    JudgePolicy.Objective objective = step.policy().objective();
    boolean burns = objective.burnAlerts() && watch.evidence().burn().state(objective.budget()) == BurnRate.State.CANDIDATE;
    return burns
        ? Optional.of("burn rate: the candidate spends the error budget of " + Measure.ERROR_RATE.spell(objective.budget())
            + " many times too fast, and stable does not: " + EvidenceVerdict.rates(watch.evidence().total()))
        : Optional.empty();
  }

  private static Optional<String> saturated(Watch watch, JudgedStep step) {
    if (watch.candidate().seen().compareTo(LEAST_SATURATED) < 0) {
      return Optional.empty();
    }
    JudgePolicy.Saturation limits = step.policy().saturation();
    return over(watch, Measure.CPU, limits.cpu(), watch.candidate().cpuOver())
        .or(() -> over(watch, Measure.MEMORY, limits.memory(), watch.candidate().memoryOver()));
  }

  private static Optional<String> over(Watch watch, Measure measure, OptionalDouble limit, Duration over) {
    if (limit.isEmpty() || over.toNanos() < 0.8 * watch.candidate().seen().toNanos()) {
      return Optional.empty();
    }
    double candidate = watch.candidate().value(measure).orElse(0);
    OptionalDouble stable = watch.stable().value(measure);
    return stable.isPresent() && candidate >= WORSE * stable.getAsDouble()
        ? Optional.of(measure.word() + ": over " + measure.spell(limit.getAsDouble()) + " for most of the step, "
            + measure.spell(candidate) + " on average against stable's " + measure.spell(stable.getAsDouble()))
        : Optional.empty();
  }
}
