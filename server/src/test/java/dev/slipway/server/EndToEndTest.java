package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.server.RunningServer.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The server with what it has on a real machine: processes that are web servers of the JDK, and the embedded proxy before them. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class EndToEndTest {
  private static final String PRODUCTION = "/targets/shop/production";
  @TempDir Path home;

  private static String yaml(int port) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return """
        service: shop
        artifact:
          process: { file: "dist/Shop-${version}.java", run: "%s -Xmx48m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 ${artifact} ${port} ${version}" }
        health: { ready: / }
        environments:
          production:
            platform: process
            replicas: 1
            router: embedded
            listen: 127.0.0.1:%d
            strategy:
              blue-green: { bake: 0s, keep-stable: 1h }
        """
        .formatted(java, port);
  }

  private void build(String version) throws IOException {
    Path file = home.resolve("dist/Shop-" + version + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        import com.sun.net.httpserver.HttpServer;
        import java.net.InetSocketAddress;
        public class Shop {
          public static void main(String[] a) throws Exception {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(a[0])), 0);
            server.createContext("/", x -> { byte[] b = a[1].getBytes(); x.sendResponseHeaders(200, b.length); x.getResponseBody().write(b); x.close(); });
            server.start();
            System.out.println("shop " + a[1] + " serves");
          }
        }
        """);
  }

  private void deploy(RunningServer server, int port, String version) throws IOException {
    build(version);
    Answer answer = server.post(PRODUCTION + "/deploy", server.deploy(yaml(port), version, Map.of()));
    assertEquals(202, answer.status(), answer.text());
    JsonNode status = server.await("shop/production", s -> !s.has("rollout"));
    assertEquals(version, status.at("/stable/version").asText(), status.toString());
  }

  @Test
  void two_releases_and_a_way_back_lose_no_request_and_a_restart_of_the_server_is_not_noticed() throws Exception {
    int port = RunningServer.freePort();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    Thread users = Thread.ofVirtual().unstarted(() -> use(port, over, asked, failed));
    try (RunningServer first = RunningServer.onThisMachine(home)) {
      deploy(first, port, "1.0");
      users.start();
      deploy(first, port, "1.1");
      assertTrue(first.get(PRODUCTION + "/logs").text().contains("shop 1.1 serves"));
    }
    RunningServer server = RunningServer.onThisMachine(home);
    try (server) {
      assertEquals(200, server.post(PRODUCTION + "/rollback", "{\"by\":\"ada\",\"reason\":\"wrong prices\"}").status());
      server.await("shop/production", s -> !s.has("rollout") && s.at("/stable/version").asText().equals("1.0"));
      over.set(true);
      users.join();
      assertEquals(200, server.post(PRODUCTION + "/remove", "{\"by\":\"ada\"}").status());
      server.await("shop/production", s -> s.at("/instances").isEmpty());
    } finally {
      over.set(true);
      Secrets.endProxy(home.resolve("state"));
    }
    assertTrue(asked.get() > 50, "asked " + asked);
    assertEquals(0, failed.get(), "of " + asked);
  }

  @Test
  void a_release_that_waits_for_approval_has_no_process_until_somebody_else_approved_it() throws Exception {
    int port = RunningServer.freePort();
    build("1.0");
    try (RunningServer server = RunningServer.onThisMachine(home)) {
      String yaml = yaml(port) + "    approve: managers\n";
      assertEquals(202, server.post(PRODUCTION + "/deploy", server.deploy(yaml, "1.0", Map.of())).status());
      JsonNode waits = server.get(PRODUCTION + "/approval").body();
      assertEquals(0, server.get(PRODUCTION).body().at("/instances").size(), waits.toString());
      String made = "{\"by\":\"root\",\"name\":\"bea\",\"roles\":[\"approver@shop/production\"],\"groups\":[\"managers\"]}";
      String bea = server.post("/tokens", made).body().at("/token").asText();
      String approval = "{\"rollout\":1,\"digest\":\"" + waits.at("/clearance/digest").asText() + "\"}";
      Answer approved = server.send(HttpRequest.newBuilder(server.uri(PRODUCTION + "/approve")).header("Authorization", "Bearer " + bea)
          .POST(HttpRequest.BodyPublishers.ofString(approval)));
      assertEquals(200, approved.status(), approved.text());
      server.await("shop/production", s -> !s.has("rollout") && s.at("/stable/version").asText().equals("1.0"));
      assertEquals(200, server.post(PRODUCTION + "/remove", "{\"by\":\"ada\"}").status());
      server.await("shop/production", s -> s.at("/instances").isEmpty());
    } finally {
      Secrets.endProxy(home.resolve("state"));
    }
  }

  private static void use(int port, AtomicBoolean over, AtomicInteger asked, AtomicInteger failed) {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).timeout(Duration.ofSeconds(10)).build();
      while (!over.get()) {
        asked.incrementAndGet();
        try {
          if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() != 200) {
            failed.incrementAndGet();
          }
          Thread.sleep(10);
        } catch (IOException e) {
          failed.incrementAndGet();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }
}
