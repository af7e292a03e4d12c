package dev.slipway.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.server.front.Access;
import dev.slipway.server.state.ServerLog;
import dev.slipway.server.state.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** A real server with real HTTP on a folder of its own, over a fake outside; and a service next to it that can be deployed. */
public final class RunningServer implements AutoCloseable {
  private static final int MOST_LOOKS = 400;
  private static final long LOOK_MILLIS = 25;

  final FakeOutside outside = new FakeOutside();
  private final Path home;
  private final StateFolder folder;
  private final Server server;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();

  /** An answer of the API. */
  public record Answer(int status, String type, JsonNode body, String text) {}

  public RunningServer(Path home) throws IOException {
    this(home, Access.LOOPBACK);
  }

  public RunningServer(Path home, Access access) throws IOException {
    this(home, access, outside -> folder -> new Parts(outside.places(), spec -> outside, outside, new MetricSources(), new YamlConfigs(),
        () -> {}));
  }

  /** The same over processes and the embedded proxy of this machine. */
  static RunningServer onThisMachine(Path home) throws IOException {
    return new RunningServer(home, Access.LOOPBACK, outside -> ThisMachine::parts);
  }

  private RunningServer(Path home, Access access, java.util.function.Function<FakeOutside, Parts.Maker> maker) throws IOException {
    this.home = home;
    ServerLog.direct(home.resolve("server.log"), false);
    this.folder = StateFolder.take(home.resolve("state"), ProcessHandle.current().pid());
    this.server = Server.start(new ServerOptions(folder.path(), "127.0.0.1", 0, false, access), folder, maker.apply(outside));
    Files.createDirectories(home.resolve("dist"));
  }

  public String token() {
    return Secrets.token(folder.path());
  }

  public URI uri(String path) {
    return URI.create(server.url() + "/api/v1" + path);
  }

  public Map<String, String> routes() {
    return server.routes();
  }

  /** Puts the artifact of a version where slipway.yaml says it is. */
  public void build(String version) throws IOException {
    Files.writeString(home.resolve("dist/shop-" + version + ".jar"), "bytes of " + version);
  }

  /** A slipway.yaml with one blue-green environment on this port. */
  public static String yaml(int port) {
    return """
        service: shop
        artifact:
          process: { file: "dist/shop-${version}.jar", run: "java -jar ${artifact} --port ${port}" }
        environments:
          production:
            platform: process
            replicas: 2
            router: embedded
            listen: %d
            strategy:
              blue-green: { bake: 0s, keep-stable: 1h }
        """
        .formatted(port);
  }

  /** A deploy of that file. */
  public String deploy(String yaml, String version, Map<String, Object> more) {
    Map<String, Object> body = new java.util.HashMap<>(more);
    body.put("configText", yaml);
    body.put("configFile", home.resolve("slipway.yaml").toString());
    body.put("version", version);
    body.put("by", "ada");
    return json.valueToTree(body).toString();
  }

  public Answer get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token()));
  }

  public Answer post(String path, String body) {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer "
        + token()).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      return new Answer(response.statusCode(), type, type.contains("json") ? json.readTree(response.body()) : json.nullNode(),
          response.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Opens a stream of server-sent events. */
  public java.util.stream.Stream<String> stream(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofLines()).body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The status once it is as wanted. */
  public JsonNode await(String target, Predicate<JsonNode> wanted) {
    Answer last = get("/targets/" + target);
    for (int look = 0; look < MOST_LOOKS; look++) {
      if (last.status() == 200 && wanted.test(last.body())) {
        return last.body();
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      last = get("/targets/" + target);
    }
    throw new AssertionError("it never became so: " + last.text());
  }

  /** Deploys a version that is built, and waits until it is stable. */
  public JsonNode promoted(String version, int port) throws IOException {
    build(version);
    Answer answer = post("/targets/shop/production/deploy", deploy(yaml(port), version, Map.of()));
    if (answer.status() != 202) {
      throw new AssertionError(answer.text());
    }
    return await("shop/production", s -> !s.has("rollout") && s.at("/stable/version").asText().equals(version));
  }

  public static int freePort() throws IOException {
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    server.close();
    folder.close();
    client.close();
  }
}
