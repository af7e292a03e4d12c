package dev.slipway.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody signs in at a real OpenID provider, and does what the groups there allow. */
class SignInRunTest {
  private static final int MOST_SECONDS = 120;
  private static final int MOST_LOOKS = 600;
  private static final Pattern ADDRESS = Pattern.compile("Open (http\\S+)");
  private static final Pattern READY = Pattern.compile("\"url\":\"([^\"]+)\"");

  @TempDir Path home;
  private OidcProvider provider;
  private Optional<Process> server = Optional.empty();

  private record Run(int exit, String out, String err) {}

  @BeforeEach
  void a_provider() throws Exception {
    provider = OidcProvider.start();
  }

  @AfterEach
  void nothing_is_left() throws Exception {
    provider.close();
    if (server.isPresent()) {
      server.get().destroy();
      assertTrue(server.get().waitFor(MOST_SECONDS, TimeUnit.SECONDS));
    }
  }

  private Process java(Map<String, String> environment, String name, String... words) throws Exception {
    List<String> begin = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"));
    ProcessBuilder builder = new ProcessBuilder(java.util.stream.Stream.concat(begin.stream(), List.of(words).stream()).toList())
        .directory(home.toFile()).redirectOutput(home.resolve(name + ".out").toFile()).redirectError(home.resolve(name + ".err").toFile());
    builder.environment().keySet().removeIf(v -> v.startsWith("SLIPWAY_"));
    builder.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private String started(String clientId) throws Exception {
    server = Optional.of(java(Map.of(), "server", "dev.slipway.server.ServerMain", "--state", home.resolve("state").toString(), "--port",
        "0", "--oidc-issuer", provider.issuer, "--oidc-client-id", clientId, "--oidc-name-claim", "email", "--oidc-groups-claim",
        "groups"));
    return awaited(home.resolve("state/server.json"), READY);
  }

  private static String awaited(Path file, Pattern wanted) throws Exception {
    for (int look = 0; look < MOST_LOOKS; look++) {
      Matcher found = wanted.matcher(Files.exists(file) ? Files.readString(file) : "");
      if (found.find()) {
        return found.group(1);
      }
      Thread.sleep(100);
    }
    throw new AssertionError(file + " never said " + wanted);
  }

  private Run slipway(Map<String, String> environment, String... words) throws Exception {
    String[] all = java.util.stream.Stream.concat(java.util.stream.Stream.of("dev.slipway.cli.SlipwayMain"), List.of(words).stream())
        .toArray(String[]::new);
    Process process = java(environment, "run", all);
    assertTrue(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), "it did not end");
    return new Run(process.exitValue(), Files.readString(home.resolve("run.out")), Files.readString(home.resolve("run.err")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"slipway-RS256", "slipway-ES256", "slipway-EdDSA"})
  void somebody_signs_in_by_code_and_has_what_was_given_to_a_group(String clientId) throws Exception {
    String url = started(clientId);
    Map<String, String> own = Map.of("SLIPWAY_STATE", home.resolve("state").toString());
    assertEquals(0, slipway(own, "access", "grant", "group:team-ann", "viewer@*/*").exit());
    Map<String, String> there = Map.of("SLIPWAY_SERVER", url);
    assertTrue(slipway(there, "whoami").err().startsWith("SLW-6005 "));
    Process login = java(there, "login", "dev.slipway.cli.SlipwayMain", "login");
    assertTrue(new Browser("ann").through(awaited(home.resolve("login.err"), ADDRESS)).contains("Sign-in Success"));
    assertTrue(login.waitFor(MOST_SECONDS, TimeUnit.SECONDS));
    String said = Files.readString(home.resolve("login.err"));
    assertEquals("you are ann@example.com at " + url + "\n", Files.readString(home.resolve("login.out")), said);
    Path file = home.resolve("config/slipway/sign-in.json");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    String before = Files.readString(file);
    Run self = slipway(there, "whoami");
    assertTrue(self.out().contains("ann@example.com") && self.out().contains("team-ann") && self.out().contains("viewer@*/*"), self.err());
    assertNotEquals(before, Files.readString(file), "a token that ends within moments is renewed");
    assertEquals(0, slipway(there, "status").exit());
    assertTrue(slipway(there, "pause", "shop/production").err().startsWith("SLW-5160 ann@example.com is not deployer@shop/production"));
    assertEquals(0, slipway(own, "access", "withdraw", "group:team-ann", "viewer@*/*").exit());
    assertTrue(slipway(there, "status").err().startsWith("SLW-5160 "));
    assertTrue(slipway(there, "logout").out().contains("is forgotten"));
    assertFalse(Files.readString(file).contains("refresh"));
  }
}
