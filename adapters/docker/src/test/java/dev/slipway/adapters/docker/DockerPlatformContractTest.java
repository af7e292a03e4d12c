package dev.slipway.adapters.docker;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Platform;
import dev.slipway.core.spi.PlatformContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Containers of a real Docker engine keep to the contract of every platform. */
final class DockerPlatformContractTest extends PlatformContract {
  @TempDir Path folder;
  private RealEngine real;
  private DockerPlatform platform;

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

  @Override
  protected Platform platform() {
    return platform;
  }

  @Override
  protected Platform anotherServer() {
    return real.platform();
  }

  @Override
  protected Release release(String version) {
    return real.release(platform, TARGET, version);
  }

  @Override
  protected void die(TargetId target, InstanceId instance) {
    real.kill(target, instance);
  }

  @Override
  protected void pass() {
    try {
      Thread.sleep(30);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
