package dev.slipway.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.engine.store.PostgresAddress;
import dev.slipway.engine.store.RealPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A server as a process of its own whose state is in a database, or in its folder, and a client of it. */
final class ServerOnDatabase implements AutoCloseable {
  private static final int MOST_LOOKS = 1_200;
  private static final long LOOK_MILLIS = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  final Path state;
  final Process process;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Starts it; its password is in a file, and the address of its database is no secret. */
  ServerOnDatabase(Path home, String name, RealPostgres postgres) {
    this(home, name, postgres, postgres.address("slipway"));
  }

  /** The same, which reaches its database in a way of its own. */
  ServerOnDatabase(Path home, String name, RealPostgres postgres, PostgresAddress address) {
    this(home, name, List.of("--database", address.url()), Secrets.password(home, postgres));
  }

  /** One whose state is in its folder. */
  static ServerOnDatabase alone(Path home, String name) {
    return new ServerOnDatabase(home, name, List.of(), Map.of());
  }

  private ServerOnDatabase(Path home, String name, List<String> more, Map<String, String> environment) {
    this.state = home.resolve(name);
    try {
      Files.deleteIfExists(state.resolve("server.json"));
      ProcessBuilder builder = new ProcessBuilder(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx160m",
          "--enable-native-access=ALL-UNNAMED", "-cp",
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "dev.slipway.server.ServerMain",
          "--state", state.toString(), "--port", "0");
      builder.command().addAll(more);
      builder.environment().putAll(environment);
      this.process = builder.redirectErrorStream(true).redirectOutput(home.resolve(name + ".out").toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ServerOnDatabase ready() {
    await(() -> Files.exists(state.resolve("server.json")) || !process.isAlive(), "it is ready");
    if (!process.isAlive()) {
      throw new AssertionError("it did not start: " + state.resolveSibling(state.getFileName() + ".out"));
    }
    return this;
  }

  private HttpRequest.Builder request(String path) {
    try {
      String url = JSON.readTree(state.resolve("server.json").toFile()).path("url").asText();
      return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path)).timeout(Duration.ofSeconds(60))
          .header("Authorization", "Bearer " + Secrets.token(state));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode get(String path) {
    return read(send(request(path).build()));
  }

  JsonNode post(String path, Map<String, String> body) {
    return read(send(request(path).POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString())).build()));
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  JsonNode awaitStatus(String environment, String what, Predicate<JsonNode> wanted) {
    JsonNode[] last = new JsonNode[1];
    await(() -> {
      last[0] = get("/targets/shop/" + environment);
      return wanted.test(last[0]);
    }, () -> environment + " " + what + ": " + last[0]);
    return last[0];
  }

  static void await(java.util.function.BooleanSupplier wanted, String what) {
    await(wanted, () -> what);
  }

  private static void await(java.util.function.BooleanSupplier wanted, java.util.function.Supplier<String> what) {
    for (int look = 0; look < MOST_LOOKS; look++) {
      if (wanted.getAsBoolean()) {
        return;
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("it never became so: " + what.get());
  }

  void signal(String name) {
    try {
      int exit = new ProcessBuilder(List.of("kill", name, Long.toString(process.pid()))).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill " + name + ": " + exit);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    client.close();
  }
}
