package dev.slipway.adapters.process;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Platform;
import dev.slipway.core.spi.PlatformContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Real processes keep to the contract of every platform. */
final class ProcessPlatformContractTest extends PlatformContract {
  @TempDir Path folder;
  private Workshop workshop;
  private ProcessPlatform platform;

  @BeforeEach
  void open() throws IOException {
    workshop = new Workshop(folder);
    platform = workshop.platform();
  }

  @AfterEach
  void close() throws Exception {
    workshop.close();
  }

  @Override
  protected Platform platform() {
    return platform;
  }

  @Override
  protected Platform anotherServer() {
    return workshop.platform();
  }

  @Override
  protected Release release(String version) {
    try {
      return workshop.server(platform, version);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void die(TargetId target, InstanceId instance) {
    try {
      workshop.die(target, instance);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void pass() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
