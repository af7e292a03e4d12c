package dev.slipway.simulator.planted;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.LogPart;
import dev.slipway.core.spi.Platform;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A platform that is asked for something else than the loop decided. */
record OtherPlatform(Platform right, Asked asked) implements Platform {
  /** Asks instead. */
  interface Asked {
    void converge(Platform right, TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch);
  }

  @Override
  public PlatformSeen observe(TargetId target) {
    return right.observe(target);
  }

  @Override
  public void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch) {
    asked.converge(right, target, running, leaving, epoch);
  }

  @Override
  public Digest stage(Shipment artifact) throws IOException {
    return right.stage(artifact);
  }

  @Override
  public LogPart logs(TargetId target, InstanceId instance, Optional<String> after, int lines) throws IOException {
    return right.logs(target, instance, after, lines);
  }
}
