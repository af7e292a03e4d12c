package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS from files, and HTTP/2 over it, with the JDK's own client. */
class TlsTest {
  @TempDir Path directory;
  final CountDownLatch finish = new CountDownLatch(1);
  RunningProxy proxy;
  ScriptedBackend backend;
  Path certificate;
  Path key;
  int port;

  @BeforeEach
  void start() throws Exception {
    certificate = directory.resolve("c.pem");
    key = directory.resolve("k.pem");
    TestCertificate.write(directory, "first", certificate, key);
    proxy = new RunningProxy(directory.resolve("p"));
    backend = ScriptedBackend.of(this::answer);
    port = proxy.apply(table(1));
  }

  @AfterEach
  void stop() throws Exception {
    finish.countDown();
    proxy.close();
    backend.close();
  }

  private TableBuilder table(long generation) {
    return TableBuilder.generation(generation)
        .release("a", 100, backend.port())
        .with(
            "listen",
            Map.of("host", "127.0.0.1", "port", 0, "tls", Map.of("certificate", certificate.toString(), "key", key.toString())));
  }

  private boolean answer(ScriptedBackend.Request request, ScriptedBackend.Conversation out) throws IOException, InterruptedException {
    switch (request.path()) {
      case "/long" -> {
        finish.await();
        out.ok("finished");
      }
      case "/cut" -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
        return false;
      }
      case "/empty" -> out.write("HTTP/1.1 204 No Content\r\n\r\n");
      case "/chunked" -> out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n5\r\nhello\r\n0\r\nX-T: 1\r\n\r\n");
      default -> out.ok(request.header("x-forwarded-proto").orElse("") + "|" + request.text());
    }
    return true;
  }

  @Test
  void http2_is_negotiated_and_every_kind_of_exchange_works_over_it() throws Exception {
    try (HttpClient client = client(HttpClient.Version.HTTP_2)) {
      HttpResponse<String> answer = send(client, "/", "");
      assertEquals(HttpClient.Version.HTTP_2, answer.version());
      assertEquals("https|", answer.body());
      assertEquals("https|" + "x".repeat(300_000), send(client, "/post", "x".repeat(300_000)).body());
      assertEquals(204, send(client, "/empty", "").statusCode());
      assertEquals("hello", send(client, "/chunked", "").body());
      assertThrows(IOException.class, () -> send(client, "/cut", ""));
      assertEquals("https|", send(client, "/", "").body());
    }
    assertEquals(Optional.of("127.0.0.1:" + port), backend.requests.getFirst().header("host"));
    assertTrue(backend.requests.stream()
        .allMatch(each -> each.header("x-http2-scheme").isEmpty() && each.header("x-http2-stream-id").isEmpty()));
  }

  @Test
  void many_streams_share_one_connection() throws Exception {
    try (HttpClient client = client(HttpClient.Version.HTTP_2)) {
      send(client, "/", "");
      List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        all.add(client.sendAsync(request("/" + i, "b" + i), HttpResponse.BodyHandlers.ofString()));
      }
      for (int i = 0; i < 100; i++) {
        assertEquals("https|b" + i, all.get(i).join().body());
      }
    }
  }

  @Test
  void a_stream_in_flight_ends_in_peace_while_its_backend_drains_and_new_streams_go_elsewhere() throws Exception {
    try (HttpClient client = client(HttpClient.Version.HTTP_2);
        ScriptedBackend next = ScriptedBackend.saying("next")) {
      CompletableFuture<HttpResponse<String>> open = client.sendAsync(request("/long", ""), HttpResponse.BodyHandlers.ofString());
      RunningProxy.await("it is open", () -> backend.requests.size() == 1);
      proxy.apply(
          TableBuilder.generation(2)
              .draining("a", 0, backend.port())
              .release("b", 100, next.port())
              .with("listen", proxy.admin.op("read", RunningProxy.TARGET).path("table").path("listen")));
      assertEquals("next", send(client, "/", "").body());
      assertEquals(1, proxy.backend(backend.port()).path("inflight").asInt());
      finish.countDown();
      assertEquals("finished", open.join().body());
    }
  }

  @Test
  void http1_works_over_tls_and_old_versions_of_tls_do_not() throws Exception {
    try (HttpClient client = client(HttpClient.Version.HTTP_1_1)) {
      HttpResponse<String> answer = send(client, "/", "");
      assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
      assertEquals("https|", answer.body());
    }
    try (SSLSocket socket = (SSLSocket) trusting(new ArrayList<>()).getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setEnabledProtocols(new String[] {"TLSv1.1"});
      assertThrows(IOException.class, socket::startHandshake);
    }
  }

  @Test
  void a_new_certificate_is_used_when_its_files_change_and_the_old_one_kept_while_they_are_broken() throws Exception {
    assertEquals("CN=first", subject());
    Files.writeString(key, "not a key");
    Files.setLastModifiedTime(key, FileTime.from(Instant.now().plusSeconds(5)));
    Thread.sleep(1_500);
    assertEquals("CN=first", subject());
    TestCertificate.write(directory, "second", certificate, key);
    Files.setLastModifiedTime(key, FileTime.from(Instant.now().plusSeconds(10)));
    RunningProxy.await("the second is used", () -> subject().equals("CN=second"));
  }

  @Test
  void files_that_cannot_be_used_are_refused_with_the_table() throws Exception {
    Files.writeString(key, "not a key");
    TableBuilder other =
        TableBuilder.generation(2)
            .release("a", 100, backend.port())
            .with(
                "listen",
                Map.of("host", "127.0.0.1", "port", 0, "tls", Map.of("certificate", key.toString(), "key", key.toString())));
    assertEquals("tls-unreadable", AdminTest.code(proxy.admin.apply(other.build())));
    assertEquals("CN=first", subject());
  }

  private String subject() {
    List<String> seen = new ArrayList<>();
    try (SSLSocket socket = (SSLSocket) trusting(seen).getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      return seen.getFirst();
    } catch (SSLHandshakeException e) {
      return "none: " + e.getMessage();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(HttpClient client, String path, String body) throws Exception {
    return client.send(request(path, body), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
    return body.isEmpty() ? request.build() : request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
  }

  private static HttpClient client(HttpClient.Version version) throws Exception {
    return HttpClient.newBuilder().version(version).sslContext(trusting(new ArrayList<>())).build();
  }

  /** A context that trusts everybody and notes whom. */
  private static SSLContext trusting(List<String> seen) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Trusting(seen)}, null);
    return context;
  }

  private static final class Trusting extends X509ExtendedTrustManager {
    private final List<String> seen;

    Trusting(List<String> seen) {
      this.seen = seen;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {
      seen.add(chain[0].getSubjectX500Principal().getName());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      seen.add(chain[0].getSubjectX500Principal().getName());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      seen.add(chain[0].getSubjectX500Principal().getName());
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
