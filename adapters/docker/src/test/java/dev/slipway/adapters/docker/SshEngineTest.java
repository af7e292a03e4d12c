package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.health.HealthQuestion;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that is reached through a real sshd. */
final class SshEngineTest {
  private static final TargetId TARGET = new TargetId("hello", "ssh-test");
  @TempDir Path folder;

  @Test
  void an_engine_behind_ssh_is_used_and_a_tunnel_that_breaks_is_dug_anew() throws Exception {
    RealEngine.available();
    try (SshDaemon sshd = SshDaemon.start(folder)) {
      String address = "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + sshd.port;
      DockerEngine spec = new DockerEngine(Optional.of(address), Optional.empty(), DockerEngine.Reach.PUBLISHED);
      Path run = Files.createDirectories(folder.resolve("run"));
      SshDoor door = new SshDoor(sshd.client(), URI.create(address), run);
      try (RealEngine real = new RealEngine(folder, spec, () -> door)) {
        DockerPlatform platform = real.platform();
        Release release = real.release(platform, TARGET, "1.0.0");
        Instance ready = Waiting.until(platform, TARGET, release, i -> i.condition() == Condition.READY);
        int port = ready.endpoint().orElseThrow().port();
        assertEquals("1.0.0", HealthQuestion.get("127.0.0.1", port, "/version", Duration.ofSeconds(5)).body());
        ProcessHandle.current().children().filter(c -> c.info().commandLine().orElse("").contains(run.toString()))
            .forEach(ssh -> {
              ssh.destroyForcibly();
              ssh.onExit().join();
            });
        assertEquals(ready.endpoint(), Waiting.until(platform, TARGET, release, i -> i.condition() == Condition.READY).endpoint());
        Waiting.gone(platform, TARGET);
      }
    }
  }

  @Test
  void an_engine_behind_an_ssh_that_lets_nobody_in_is_told_with_its_words() throws Exception {
    Path program = Files.writeString(folder.resolve("ssh"), "#!/bin/sh\n"
        + "echo 'deploy@web-1: Permission denied (publickey).' >&2\nexit 255\n");
    assertTrue(program.toFile().setExecutable(true));
    DockerEngine spec = new DockerEngine(Optional.of("ssh://deploy@web-1"), Optional.empty(), DockerEngine.Reach.PUBLISHED);
    try (Engine engine = new Engine(spec, new SshDoor(List.of(program.toString()), URI.create("ssh://deploy@web-1"), folder))) {
      OutsideException refused = assertThrows(OutsideException.class, () -> new Fleet(engine).of(TARGET));
      assertEquals("SLW-3101", refused.code(), refused::said);
      assertTrue(refused.said().contains("Permission denied (publickey)") && refused.said().contains("ssh://deploy@web-1"), refused::said);
    }
  }
}
