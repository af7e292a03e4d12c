package dev.slipway.simulator.scenario;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.RunSpec;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The target and the releases of simulated runs. */
public final class Releases {
  public static final TargetId TARGET = new TargetId("shop", "production");
  public static final TargetSettings SETTINGS =
      new TargetSettings(new Endpoint("127.0.0.1", 8080), Optional.empty(), Optional.empty(), Duration.ofSeconds(5));

  private Releases() {}

  /** A release with a content of its own. */
  public static Release release(String version, int instances, int startupDeadlineMillis) {
    Duration second = Duration.ofSeconds(1);
    Duration deadline = Duration.ofMillis(startupDeadlineMillis);
    HealthSpec health = new HealthSpec(Optional.of("/ready"), Optional.empty(), Optional.empty(), second, second, deadline);
    RunSpec run = new RunSpec(instances, "shop.jar", "run", Map.of(), health, Duration.ofSeconds(1), Optional.empty());
    return new Release(new ReleaseId(version), version, digest("artifact " + version), digest("configuration"), run);
  }

  private static Digest digest(String of) {
    String hex = Integer.toHexString(of.hashCode());
    return new Digest("0".repeat(64 - hex.length()) + hex);
  }

  /** The target before anything happens: empty, or with a stable release. */
  public static TargetState begin(Optional<Release> stable) {
    TargetState empty = TargetState.empty(TARGET);
    return stable
        .map(s -> new TargetState(TARGET, Optional.of(SETTINGS), Optional.of(s), Optional.empty(), Optional.empty(), Optional.empty(), 0,
            List.of()))
        .orElse(empty);
  }
}
