package dev.slipway.server.view;

import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.rollout.Cause;
import dev.slipway.core.strategy.Strategy;
import java.util.Locale;

/** The API's words for core's names. */
public final class Words {
  private Words() {}

  /** {@code ROLLED_BACK} as {@code rolled-back}. */
  public static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A kind of verdict. */
  public static String of(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Passing v -> "passing";
      case Verdict.Failing v -> "failing";
      case Verdict.Inconclusive v -> "inconclusive";
      case Verdict.NoData v -> "no-data";
      case Verdict.Error v -> "error";
    };
  }

  /** The strategy as slipway.yaml calls it. */
  public static String of(Strategy strategy) {
    return switch (strategy) {
      case Strategy.BlueGreen b -> "blue-green";
      case Strategy.Canary c -> "canary";
      case Strategy.Rolling r -> "rolling";
    };
  }

  /** What sent a rollout back. */
  public static String of(Cause cause) {
    return switch (cause) {
      case Cause.Judged c -> "judged";
      case Cause.Unhealthy c -> "unhealthy";
      case Cause.CheckFailed c -> "check-failed";
      case Cause.HookFailed c -> "hook-failed";
      case Cause.TooSlow c -> "too-slow";
      case Cause.Person c -> "person";
      case Cause.Emergency c -> "emergency";
      case Cause.Frozen c -> "frozen";
      case Cause.Superseded c -> "superseded";
    };
  }
}
