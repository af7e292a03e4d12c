package dev.slipway.adapters.docker;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one target in a real engine; whatever they made there is gone after each. */
abstract class InEngine {
  @TempDir Path folder;
  RealEngine real;
  DockerPlatform platform;
  private final TargetId target;

  InEngine(TargetId target) {
    this.target = target;
  }

  @BeforeEach
  void open() {
    real = new RealEngine(folder);
    platform = real.platform();
  }

  @AfterEach
  void close() {
    if (real != null) {
      real.close();
    }
  }

  static InstanceId first(Release release) {
    return new InstanceId(release.id(), 0);
  }

  /** The first instance, when it is so. */
  Instance until(Release release, Predicate<Instance> so) {
    return Waiting.until(platform, target, release, so);
  }
}
