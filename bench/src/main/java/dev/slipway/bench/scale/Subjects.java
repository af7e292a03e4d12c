package dev.slipway.bench.scale;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.strategy.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is rolled out where. */
final class Subjects {
  private Subjects() {}

  static Strategy canary() {
    return new Strategy.Canary(
        List.of(new Strategy.CanaryStep(5, Duration.ofDays(1), false), new Strategy.CanaryStep(100, Duration.ofDays(1), false)));
  }

  static TargetId target(int number) {
    return new TargetId("service" + number, "production");
  }

  static Release release(String version) {
    Duration second = Duration.ofSeconds(1);
    HealthSpec health = new HealthSpec(Optional.of("/ready"), Optional.empty(), Optional.empty(), second, second, Duration.ofMinutes(20));
    RunSpec run = new RunSpec(2, "shop.jar", "java -jar ${artifact} --port ${port}", Map.of(), health, second, Optional.empty());
    String hex = Integer.toHexString(version.hashCode());
    Digest digest = new Digest("0".repeat(64 - hex.length()) + hex);
    return new Release(new ReleaseId(version), version, digest, digest, run);
  }
}
