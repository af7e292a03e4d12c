package dev.slipway.core.rollout;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Releases, policies and strategies that stories begin with. */
final class Given {
  static final TargetSettings SETTINGS =
      new TargetSettings(
          new Endpoint("127.0.0.1", 8080),
          Optional.empty(),
          Optional.empty(),
          Duration.ofSeconds(5));
  static final Trigger ERRORS = new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofSeconds(1));
  static final Policy CALM =
      new Policy(
          new Strategy.BlueGreen(Duration.ofSeconds(10)), List.of(), List.of(), Duration.ofMinutes(5), Duration.ofMinutes(2),
          Otherwise.HOLD, JudgePolicy.TRIGGERS, List.of(), List.of(), List.of());

  private Given() {}

  static Release release(String version, int instances) {
    HealthSpec health =
        new HealthSpec(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));
    RunSpec run =
        new RunSpec(
            instances,
            "shop.jar",
            "run",
            Map.of(),
            health,
            Duration.ofSeconds(1),
            Optional.empty());
    return new Release(
        new ReleaseId(version), version, digest(version), digest("configuration"), run);
  }

  private static Digest digest(String of) {
    String hex = Integer.toHexString(of.hashCode());
    return new Digest("0".repeat(64 - hex.length()) + hex);
  }

  static Policy with(Strategy strategy, Trigger... triggers) {
    return new Policy(
        strategy,
        List.of(triggers),
        List.of(),
        CALM.keepStable(),
        CALM.progressDeadline(),
        CALM.onNoData(),
        JudgePolicy.TRIGGERS,
        List.of(),
        List.of(),
        List.of());
  }

  static Strategy blueGreen(int bakeSeconds) {
    return new Strategy.BlueGreen(Duration.ofSeconds(bakeSeconds));
  }

  static Strategy canary(int bakeSeconds, int... weights) {
    return new Strategy.Canary(
        Arrays.stream(weights).mapToObj(w -> new Strategy.CanaryStep(w, Duration.ofSeconds(bakeSeconds), false)).toList());
  }

  static Strategy rolling(int batch, int surge) {
    return new Strategy.Rolling(batch, surge, Duration.ofSeconds(10));
  }
}
