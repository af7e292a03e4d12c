package dev.slipway.server.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Providers whose answers are right, too large, and never over. */
@Timeout(60)
class HttpFetchTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer provider;

  @BeforeEach
  void a_provider() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.setExecutor(threads);
    provider.start();
  }

  @AfterEach
  void close() {
    over.countDown();
    provider.stop(0);
    threads.shutdownNow();
  }

  private String answering(int status, byte[] body) {
    provider.createContext("/keys", exchange -> {
      exchange.sendResponseHeaders(status, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    });
    return address();
  }

  private String address() {
    return "http://127.0.0.1:" + provider.getAddress().getPort() + "/keys";
  }

  private static String away(String url) {
    return String.valueOf(assertThrows(ProviderAwayException.class, () -> new HttpFetch().get(url)).getMessage());
  }

  @Test
  void what_answers_in_time_is_read() {
    assertEquals(3, new HttpFetch().get(answering(200, "{\"keys\":3}".getBytes(StandardCharsets.UTF_8))).path("keys").asInt());
  }

  @Test
  void what_refuses_is_away() {
    assertTrue(away(answering(404, "{}".getBytes(StandardCharsets.UTF_8))).contains("answered 404"));
  }

  @Test
  void what_is_too_large_is_not_read() {
    assertTrue(away(answering(200, new byte[(1 << 20) + 1])).contains("does not answer"));
  }

  @Test
  void a_body_that_trickles_on_is_given_up_in_time() {
    provider.createContext("/keys", exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        while (!over.await(100, TimeUnit.MILLISECONDS)) {
          out.write(' ');
          out.flush();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    assertTrue(away(address()).contains("no whole answer within 5 s"));
  }
}
