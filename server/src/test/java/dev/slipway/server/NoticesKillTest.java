package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real server that is killed while a receiver has what it was sent and has not said so yet. */
@Timeout(240)
@EnabledOnOs(OS.LINUX)
class NoticesKillTest {
  @TempDir Path home;

  @AfterEach
  void end() throws IOException {
    Secrets.endProxy(home.resolve("one"));
    ProcessHandle.allProcesses().filter(p -> p.info().commandLine().filter(c -> c.contains(home.toString())).isPresent())
        .forEach(ProcessHandle::destroyForcibly);
  }

  private String yaml(HookReceiver receiver) throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), HookReceiver.SECRET + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    return """
        service: shop
        artifact:
          process: { file: "dist/Shop-${version}.java", run: "%s -Xmx48m -XX:TieredStopAtLevel=1 ${artifact} ${port}" }
        health: { ready: / }
        notify:
          hook: { webhook: "%s", secret: "${file:%s}", allow-private: true }
        environments:
          production: { replicas: 1, listen: 127.0.0.1:%d, strategy: { blue-green: { bake: 0s } } }
        """.formatted(Path.of(System.getProperty("java.home"), "bin", "java"), receiver.url(), secret, RunningServer.freePort());
  }

  private void build() throws IOException {
    Files.createDirectories(home.resolve("dist"));
    Files.writeString(home.resolve("dist/Shop-1.0.java"), """
        import com.sun.net.httpserver.HttpServer;
        import java.net.InetSocketAddress;
        public class Shop {
          public static void main(String[] a) throws Exception {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(a[0])), 0);
            server.createContext("/", x -> { x.sendResponseHeaders(200, -1); x.close(); });
            server.start();
          }
        }
        """);
  }

  @Test
  void what_was_sent_and_not_noted_down_is_sent_again_and_nothing_is_lost() throws Exception {
    build();
    try (HookReceiver receiver = new HookReceiver()) {
      receiver.answering(t -> t.kind().equals("started") ? HookReceiver.NEVER : 200);
      try (ServerOnDatabase killed = ServerOnDatabase.alone(home, "one").ready()) {
        var answer = killed.post("/targets/shop/production/deploy", Map.of("configText", yaml(receiver), "configFile",
            home.resolve("slipway.yaml").toString(), "version", "1.0", "by", "ada"));
        assertTrue(answer.has("rollout"), answer.toString());
        ServerOnDatabase.await(() -> !receiver.told.isEmpty(), "it is sent");
        // The receiver keeps silent; the rollout goes on all the same.
        killed.awaitStatus("production", "is stable", s -> !s.has("rollout") && s.has("stable"));
        assertEquals(List.of("started"), receiver.kinds());
      }
      receiver.answering(t -> 200);
      try (ServerOnDatabase next = ServerOnDatabase.alone(home, "one").ready()) {
        ServerOnDatabase.await(() -> receiver.kinds().contains("promoted"), "the rest is sent");
        assertEquals(List.of("started", "started", "step-passed", "promoted"), receiver.kinds());
        assertEquals(receiver.told.get(0).id(), receiver.told.get(1).id());
        assertEquals(3, receiver.told.stream().map(HookReceiver.Told::id).distinct().count());
        assertTrue(receiver.told.stream().allMatch(HookReceiver.Told::signed), receiver.told.toString());
        assertEquals("{\"waiting\":[],\"dead\":[]}", next.get("/notifications").toString());
      }
    }
  }
}
