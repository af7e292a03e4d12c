package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.ShopImages;
import dev.slipway.bench.rig.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The shop in containers of the engine of this machine. */
final class ShopContainers implements AutoCloseable {
  private final ShopImages images;

  private ShopContainers(ShopImages images) {
    this.images = images;
  }

  /** Skips what asks for it, loudly, where no engine answers; in CI it fails. */
  static ShopContainers of(Rig rig, List<String> versions) throws IOException, InterruptedException {
    boolean there = docker("version").waitFor() == 0;
    String message = "SKIPPED: no rollout in containers, for no Docker engine answers. Start one with .ci/docker";
    if (!there) {
      System.err.println(message);
      assertNotEquals("true", System.getenv("CI"), message);
    }
    Assumptions.assumeTrue(there, message);
    return new ShopContainers(ShopImages.of(rig.workspace(), versions));
  }

  static Process docker(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  ServiceFile shop(Target target) {
    return images.in(target.shop()).with("drain", "1s").with("stop-grace", "3s");
  }

  /** Takes the target down and forgets what it left in the engine. */
  void end(Rig rig, Target target) {
    rig.remove(target);
    images.forget(target);
  }

  /** The ids of a target's containers that run. */
  static List<String> running(Target target) {
    try {
      Process asked = docker("ps", "-q", "--no-trunc", "--filter", "label=dev.slipway.target=" + target.name());
      return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    images.close();
  }
}
