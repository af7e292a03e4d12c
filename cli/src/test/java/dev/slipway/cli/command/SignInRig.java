package dev.slipway.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A real OpenID provider, a real server that believes it, and the command line, each in a process of its own. */
final class SignInRig implements AutoCloseable {
  static final int MOST_SECONDS = 120;
  private static final int MOST_LOOKS = 1_200;
  private static final Pattern READY = Pattern.compile("\"url\":\"([^\"]+)\"");

  final Path home;
  final OidcProvider provider;
  private Optional<Process> server = Optional.empty();
  private Optional<SSLContext> believing = Optional.empty();

  /** What came of a command. */
  record Run(int exit, String out, String err) {}

  SignInRig(Path home, OidcProvider provider) {
    this.home = home;
    this.provider = provider;
  }

  Process java(Map<String, String> environment, String name, String... words) throws IOException {
    List<String> begin = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"));
    ProcessBuilder builder = new ProcessBuilder(Stream.concat(begin.stream(), List.of(words).stream()).toList())
        .directory(home.toFile()).redirectOutput(home.resolve(name + ".out").toFile()).redirectError(home.resolve(name + ".err").toFile());
    builder.environment().keySet().removeIf(
        v -> v.startsWith("SLIPWAY_") || v.startsWith("SSH_") || v.endsWith("DISPLAY") || v.equals("BROWSER"));
    builder.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Where the server is that was started so; one of before has ended. */
  String started(String clientId, String... more) throws Exception {
    stop();
    List<String> words = List.of("dev.slipway.server.ServerMain", "--state", home.resolve("state").toString(), "--oidc-issuer",
        provider.issuer, "--oidc-client-id", clientId, "--oidc-name-claim", "email", "--oidc-groups-claim", "groups");
    server = Optional.of(java(Map.of(), "server", Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new)));
    return awaited(home.resolve("state/server.json"), READY);
  }

  private void stop() throws InterruptedException {
    if (server.isPresent()) {
      server.get().destroy();
      assertTrue(server.get().waitFor(MOST_SECONDS, TimeUnit.SECONDS));
    }
  }

  static String awaited(Path file, Pattern wanted) throws IOException, InterruptedException {
    for (int look = 0; look < MOST_LOOKS; look++) {
      Matcher found = wanted.matcher(Files.exists(file) ? Files.readString(file) : "");
      if (found.find()) {
        return found.group(1);
      }
      Thread.sleep(50);
    }
    throw new AssertionError(file + " never said " + wanted);
  }

  Run slipway(Map<String, String> environment, String... words) throws Exception {
    Process process =
        java(environment, "run", Stream.concat(Stream.of("dev.slipway.cli.SlipwayMain"), Stream.of(words)).toArray(String[]::new));
    assertTrue(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), "it did not end");
    return new Run(process.exitValue(), Files.readString(home.resolve("run.out")), Files.readString(home.resolve("run.err")));
  }

  /** Clients of the server believe this certificate from now on. */
  void believe(SSLContext context) {
    believing = Optional.of(context);
  }

  /** What the API says to who has the server's own token. */
  String ask(String method, String url, String body) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + Files.readString(home.resolve("state/token")).strip())
        .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
    try (HttpClient client = HttpClient.newBuilder().sslContext(believing.orElse(SSLContext.getDefault())).build()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
      return answer.body();
    }
  }

  void grant(String url, String holder, String role) throws Exception {
    var unused = ask("POST", url + "/api/v1/access/grant", "{\"by\":\"root\",\"holder\":\"" + holder + "\",\"role\":\"" + role + "\"}");
  }

  @Override
  public void close() throws InterruptedException {
    provider.close();
    stop();
  }
}
