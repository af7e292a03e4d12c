package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.server.RunningServer.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A release with a secret on this machine: where the secret and the server's token can be found, and who may look there. */
@Timeout(180)
class SecretsStayInsideTest {
  private static final String SECRET = "correct-horse-battery-staple";
  private static final String PRODUCTION = "/targets/shop/production";
  @TempDir Path home;

  private String yaml(int port, String secret) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return """
        service: shop
        artifact:
          process: { file: "dist/Shop-${version}.java", run: "%s -Xmx48m -XX:TieredStopAtLevel=1 ${artifact} ${port}" }
        health: { ready: / }
        env: { DB_PASSWORD: "%s" }
        environments:
          production: { replicas: 1, listen: 127.0.0.1:%d, strategy: { blue-green: { bake: 0s } } }
        """
        .formatted(java, secret, port);
  }

  private void build() throws IOException {
    Files.createDirectories(home.resolve("dist"));
    Files.writeString(
        home.resolve("dist/Shop-1.0.java"),
        """
        import com.sun.net.httpserver.HttpServer;
        import java.net.InetSocketAddress;
        public class Shop {
          public static void main(String[] a) throws Exception {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(a[0])), 0);
            server.createContext("/", x -> { x.sendResponseHeaders(200, -1); x.close(); });
            System.out.println("a password of " + System.getenv("DB_PASSWORD").length() + " letters");
            server.start();
          }
        }
        """);
  }

  @Test
  void an_instance_gets_its_secret_and_nobody_else_does() throws Exception {
    int port = RunningServer.freePort();
    Path file = Files.writeString(home.resolve("password"), SECRET + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    build();
    RunningServer server = RunningServer.onThisMachine(home);
    try (server) {
      String deploy = server.deploy(yaml(port, "${file:" + file + "}"), "1.0", Map.of());
      List<String> said = new ArrayList<>();
      said.add(server.post(PRODUCTION + "/plan", deploy).text());
      Answer answer = server.post(PRODUCTION + "/deploy", deploy);
      assertEquals(202, answer.status(), answer.text());
      server.await("shop/production", s -> !s.has("rollout") && s.has("stable"));
      String logs = server.get(PRODUCTION + "/logs").text();
      assertTrue(logs.contains("a password of " + SECRET.length() + " letters"), logs);
      for (String path : List.of("", "/history", "/journal?limit=1000", "/rollouts/1/measurements")) {
        said.add(server.get(PRODUCTION + path).text());
      }
      said.addAll(List.of(answer.text(), logs, server.get("/journal/verify").text(), server.get("/nowhere/" + SECRET.length()).text()));
      said.add(Files.readString(home.resolve("server.log")));
      said.addAll(commandLines());
      String all = String.join("\n", said);
      assertFalse(all.contains(SECRET), "the secret");
      assertFalse(all.contains(server.token()), "the token");
      assertEquals(List.of(), holding(SECRET));
      assertEquals(List.of("token"), holding(server.token()));
      assertEquals(List.of(), openEntries());
      assertEquals(200, server.post(PRODUCTION + "/remove", "{\"by\":\"ada\"}").status());
      server.await("shop/production", s -> s.at("/instances").isEmpty());
    } finally {
      Secrets.endProxy(home.resolve("state"));
    }
  }

  @Test
  void a_secret_that_is_not_there_or_stands_in_the_file_is_told_before_anything_starts() throws Exception {
    build();
    try (RunningServer server = RunningServer.onThisMachine(home)) {
      int port = RunningServer.freePort();
      Answer absent = server.post(PRODUCTION + "/deploy", server.deploy(yaml(port, "${file:/nowhere/at/all}"), "1.0", Map.of()));
      assertEquals("SLW-3050", absent.body().at("/code").asText(), absent.text());
      Answer plain = server.post(PRODUCTION + "/deploy", server.deploy(yaml(port, SECRET), "1.0", Map.of()));
      assertEquals("SLW-1013", plain.body().at("/problems/0/code").asText(), plain.text());
      assertFalse(plain.text().contains(SECRET));
      assertEquals(404, server.get(PRODUCTION).status());
    } finally {
      Secrets.endProxy(home.resolve("state"));
    }
  }

  private static List<String> commandLines() {
    return ProcessHandle.allProcesses().map(p -> Path.of("/proc", Long.toString(p.pid()),
        "cmdline")).map(SecretsStayInsideTest::read).toList();
  }

  /** Processes end while they are looked at, and then have no command line any more. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private List<String> holding(String text) throws IOException {
    Path state = home.resolve("state");
    try (Stream<Path> files = Files.walk(state)) {
      return files.filter(Files::isRegularFile).filter(f -> read(f).contains(text)).map(f -> state.relativize(f).toString()).toList();
    }
  }

  private List<String> openEntries() throws IOException {
    List<String> open = new ArrayList<>();
    try (Stream<Path> entries = Stream.concat(Stream.of(home.resolve("state")), Files.list(home.resolve("state")))) {
      for (Path entry : entries.toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(entry));
        if (!mode.endsWith("------")) {
          open.add(mode + " " + entry.getFileName());
        }
      }
    }
    return open;
  }
}
