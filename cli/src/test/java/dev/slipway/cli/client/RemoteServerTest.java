package dev.slipway.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.cli.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server elsewhere: who it is must be proven, and its token must not lie open. */
class RemoteServerTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  @TempDir Path home;
  private final List<String> shown = new CopyOnWriteArrayList<>();

  private KeyStore made(String name) throws Exception {
    Path store = home.resolve(name + ".p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = List.of(
            keytool, "-genkeypair", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", "changeit", "-alias", "a",
                "-keyalg", "EC", "-dname", "CN=slipway", "-ext", "SAN=DNS:" + name, "-validity", "30");
    assertEquals(0, new ProcessBuilder(command).start().waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    String text = Base64.getMimeEncoder().encodeToString(keys.getCertificate("a").getEncoded());
    Files.writeString(home.resolve(name + ".pem"), "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    return keys;
  }

  private HttpsServer serve(String name) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(made(name), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", exchange -> {
      shown.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      byte[] answer = "{\"status\":\"up\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    server.start();
    return server;
  }

  private Api api(HttpsServer server, Optional<Path> ca) {
    return new Api("https://localhost:" + server.getAddress().getPort(), "the-token", ca);
  }

  @Test
  void a_server_whom_nobody_vouches_for_never_sees_the_token() throws Exception {
    HttpsServer server = serve("localhost");
    try {
      CliException e = assertThrows(CliException.class, () -> api(server, Optional.empty()).get("/health"));
      assertTrue(e.said().startsWith("SLW-6015"), e.said());
      assertFalse(e.said().contains("the-token"), e.said());
      assertEquals(List.of(), shown);
      assertEquals("up", api(server, Optional.of(home.resolve("localhost.pem"))).get("/health").path("status").asText());
      assertEquals(List.of("Bearer the-token"), shown);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_server_that_points_elsewhere_is_not_followed() throws Exception {
    HttpsServer server = serve("localhost");
    try {
      server.createContext("/api/v1/moved", exchange -> {
        exchange.getResponseHeaders().add("Location", "/api/v1/health");
        exchange.sendResponseHeaders(302, -1);
      });
      Api api = api(server, Optional.of(home.resolve("localhost.pem")));
      assertEquals(302, assertThrows(ApiRefusal.class, () -> api.get("/moved")).status());
    } finally {
      server.stop(0);
    }
    assertEquals(List.of(), shown);
  }

  @Test
  void a_certificate_for_another_name_is_refused_whoever_vouches_for_it() throws Exception {
    HttpsServer server = serve("elsewhere.example.com");
    try {
      Optional<Path> ca = Optional.of(home.resolve("elsewhere.example.com.pem"));
      assertTrue(assertThrows(CliException.class, () -> api(server, ca).get("/health")).said().startsWith("SLW-6015"));
      assertEquals(List.of(), shown);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_file_without_authorities_is_told() throws IOException {
    Path empty = Files.createFile(home.resolve("ca.pem"));
    assertTrue(assertThrows(CliException.class, () -> Trust.of(empty)).said().startsWith("SLW-6007"));
    assertTrue(assertThrows(CliException.class, () -> Trust.of(home.resolve("absent"))).said().startsWith("SLW-6007"));
  }

  @Test
  void a_token_travels_over_tls_or_not_at_all() {
    for (String url : List.of("http://deploy.example.com:9470", "http://10.0.0.7:9470", "deploy.example.com", "ftp://localhost",
        "http://loc alhost")) {
      assertTrue(assertThrows(CliException.class, () -> RemoteAddress.checked(url)).said().startsWith("SLW-6009"), url);
    }
    for (String url : List.of("https://deploy.example.com:9470", "http://localhost:9470", "http://127.0.0.1:9470", "http://[::1]:9470")) {
      assertEquals(url, RemoteAddress.checked(url));
    }
  }

  @Test
  void a_token_file_that_others_can_read_is_refused_with_what_to_do() throws IOException {
    Path file = Files.writeString(home.resolve("token"), "secret-text\n");
    for (String open : List.of("rw-r--r--", "rw-r-----", "rw----r--", "rw--w----")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
      CliException e = assertThrows(CliException.class, () -> Secret.ofRemote(Optional.of(file), Map.of(), "here"), open);
      assertTrue(e.said().startsWith("SLW-6008") && e.said().contains("chmod 600 " + file) && !e.said().contains("secret-text"), e.said());
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    Optional<Path> none = Optional.empty();
    assertEquals("secret-text", Secret.ofRemote(none, Map.of("SLIPWAY_TOKEN_FILE", file.toString(), "SLIPWAY_TOKEN", "other"), "here"));
    assertEquals("other", Secret.ofRemote(Optional.empty(), Map.of("SLIPWAY_TOKEN", " other\n"), "here"));
    assertTrue(assertThrows(CliException.class, () -> Secret.ofRemote(none, Map.of(), "here")).said().startsWith("SLW-6005"));
    assertTrue(assertThrows(CliException.class, () -> Secret.in(home.resolve("absent"))).said().startsWith("SLW-6003"));
  }
}
