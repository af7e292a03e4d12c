package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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

/** A service whose releases are broken while a file says so, behind the embedded proxy, and its users. */
record BreakableShop(Path folder, int port, int stagingPort) {

  /** A canary that is watched for a while; a release is broken while a file says so. */
  String yaml(String environment, String bake) {
    return """
        service: shop
        artifact:
          process: { file: "dist/Shop-${version}.java", run: "%s -Xmx48m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 ${artifact} ${port} %s" }
        health: { ready: /ready }
        environments:
          production:
            platform: process
            replicas: 1
            router: embedded
            listen: 127.0.0.1:%d
            on-no-data: promote
            strategy:
              canary: { steps: [50%%, 100%%], bake: %s, keep-stable: 1h }
            rollback-when: [ "error-rate > 20%% for 1s" ]
        """.formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"), folder, environment.equals("staging") ? stagingPort : port, bake)
        .replace("production:", environment + ":");
  }

  void deploy(ServerOnDatabase through, String environment, String version, String bake) throws IOException {
    Path file = folder.resolve("dist/Shop-" + version + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, """
        import com.sun.net.httpserver.HttpServer;
        import java.net.InetSocketAddress;
        import java.nio.file.*;
        public class Shop {
          public static void main(String[] a) throws Exception {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(a[0])), 0);
            server.createContext("/", x -> {
              boolean broken = x.getRequestURI().getPath().equals("/") && Files.exists(Path.of(a[1], "broken-VERSION"));
              x.sendResponseHeaders(broken ? 500 : 200, -1);
              x.close();
            });
            server.start();
          }
        }
        """.replace("VERSION", version));
    JsonNode answer = through.post("/targets/shop/" + environment + "/deploy", Map.of("configText", yaml(environment, bake), "configFile",
        folder.resolve("slipway.yaml").toString(), "version", version, "by", "ada"));
    assertTrue(answer.has("rollout"), answer.toString());
  }

  /** From now on its answers are errors. */
  void breaks(String version) throws IOException {
    Files.createFile(folder.resolve("broken-" + version));
  }

  /** Users, one after the other, until it is over. */
  void use(AtomicBoolean over) {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).timeout(Duration.ofSeconds(10)).build();
      while (!over.get()) {
        client.send(request, HttpResponse.BodyHandlers.discarding());
        Thread.sleep(5);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
