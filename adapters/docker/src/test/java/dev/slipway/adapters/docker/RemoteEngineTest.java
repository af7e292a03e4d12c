package dev.slipway.adapters.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.health.HealthQuestion;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines that are reached over a network: with TLS on both sides, and one that goes away and comes back. */
final class RemoteEngineTest {
  private static final TargetId TARGET = new TargetId("hello", "remote-test");
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  @TempDir Path folder;

  private static DockerEngine engine(int port, Optional<Path> certificates) {
    return new DockerEngine(Optional.of("tcp://127.0.0.1:" + port), certificates.map(Path::toString), DockerEngine.Reach.PUBLISHED);
  }

  /** As Docker's documentation makes them: one authority, a server and a client. */
  private Path certificates(String name, String kind) throws IOException, InterruptedException {
    Path made = Files.createDirectories(folder.resolve(name));
    String script = """
        openssl req -x509 -newkey KIND -nodes -days 2 -subj /CN=ca -keyout ca-key.pem -out ca.pem
        openssl req -newkey KIND -nodes -subj /CN=slipway -keyout key.pem -out c.csr
        printf 'subjectAltName=IP:127.0.0.1\\nextendedKeyUsage=serverAuth,clientAuth\\n' > ext
        openssl x509 -req -days 2 -in c.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -extfile ext -out cert.pem
        """.replace("KIND", kind);
    Process openssl = new ProcessBuilder("sh", "-ec", script).directory(made.toFile()).redirectErrorStream(true)
        .redirectOutput(made.resolve("out").toFile()).start();
    assertTrue(openssl.waitFor(60, TimeUnit.SECONDS) && openssl.exitValue() == 0, () -> "openssl failed, see " + made);
    return made;
  }

  @Test
  void an_engine_elsewhere_is_used_over_tls_and_its_containers_through_published_ports() throws Exception {
    RealEngine.available();
    Path certificates = certificates("certificates", "rsa:2048");
    SSLServerSocket listener = (SSLServerSocket) Certificates.context(certificates).getServerSocketFactory().createServerSocket(0, 50,
        HERE);
    listener.setNeedClientAuth(true);
    try (Relay relay = new Relay(listener); RealEngine real = new RealEngine(folder, engine(relay.port(), Optional.of(certificates)))) {
      DockerPlatform platform = real.platform();
      Release release = real.release(platform, TARGET, "1.0.0");
      Instance ready = Waiting.until(platform, TARGET, release, i -> i.condition() == Condition.READY);
      int port = ready.endpoint().orElseThrow().port();
      assertEquals("1.0.0", HealthQuestion.get("127.0.0.1", port, "/version", Duration.ofSeconds(5)).body());
      Waiting.gone(platform, TARGET);
      DockerPlatform stranger = new DockerPlatform(
          engine(relay.port(), Optional.of(certificates("others", "ec -pkeyopt ec_paramgen_curve:P-256"))), folder);
      OutsideException refused = assertThrows(OutsideException.class, () -> stranger.observe(TARGET));
      assertEquals("SLW-3102", refused.code(), refused::said);
      stranger.close();
    }
  }

  /** Waits until the broken connection is known to be broken. */
  private static void away(DockerPlatform platform) {
    for (int looks = 0; looks < 100; looks++) {
      try {
        platform.observe(TARGET);
        Waiting.pass();
      } catch (OutsideException known) {
        assertEquals("SLW-3100", known.code(), known::said);
        return;
      }
    }
  }

  @Test
  void an_engine_that_is_away_is_told_and_nothing_of_it_is_lost_when_it_is_back() throws Exception {
    RealEngine.available();
    Relay relay = new Relay(new ServerSocket(0, 50, HERE));
    int port = relay.port();
    RealEngine real = new RealEngine(folder, engine(port, Optional.empty()));
    try {
      DockerPlatform platform = real.platform();
      Release release = real.release(platform, TARGET, "1.0.0");
      Instance ready = Waiting.until(platform, TARGET, release, i -> i.condition() == Condition.READY);
      relay.close();
      away(platform);
      InstanceId id = new InstanceId(release.id(), 0);
      for (OutsideException away : new OutsideException[] {
          assertThrows(OutsideException.class, () -> platform.observe(TARGET)),
          assertThrows(OutsideException.class, () -> platform.converge(TARGET, Map.of(id, release), Set.of(), 1))}) {
        assertEquals("SLW-3100", away.code(), away::said);
      }
      relay = new Relay(new ServerSocket(port, 50, HERE));
      Instance same = Waiting.until(platform, TARGET, release, i -> i.condition() == Condition.READY);
      assertEquals(ready.endpoint(), same.endpoint());
      assertEquals(0, same.restarts());
      Waiting.gone(platform, TARGET);
    } finally {
      // Tidying up needs the engine, also where a test ended while it was away, and must not hide why.
      try (Relay last = relay.closed() ? new Relay(new ServerSocket(port, 50, HERE)) : relay) {
        real.close();
        assertTrue(!last.closed());
      }
    }
  }
}
