package dev.slipway.adapters.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Reading;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server that answers whatever the test wants, instead of a Prometheus. */
abstract class FakePrometheus {
  static final Metric.Form LEVEL = new Metric.Level("sum(x{version=\"${version}\"})");
  static final Duration TIMEOUT = Duration.ofSeconds(1);
  final AtomicInteger connections = new AtomicInteger();
  ServerSocket server;

  /** What is written on each connection, whatever was asked. */
  interface Answer {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  @BeforeEach
  void listens() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stops() throws IOException {
    server.close();
  }

  String said(Answer answer) {
    Thread.ofVirtual().start(() -> {
      while (!server.isClosed()) {
        try {
          Socket socket = server.accept();
          connections.incrementAndGet();
          Thread.ofVirtual().start(() -> serve(socket, answer));
        } catch (IOException e) {
          return;
        }
      }
    });
    Asking asking = new Asking("http://127.0.0.1:" + server.getLocalPort() + "/", TIMEOUT, "1.4.0");
    Reading reading = new PrometheusSource().read(asking.of(LEVEL, Instant.parse("2026-01-01T00:00:00Z")));
    return Asking.said(reading);
  }

  private static void serve(Socket socket, Answer answer) {
    try (socket) {
      socket.getInputStream().read(new byte[8192]);
      answer.to(socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (IOException e) {
      System.getLogger("test").log(System.Logger.Level.DEBUG, "the other side left", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Answer whole(String status, String body) {
    String head = "HTTP/1.1 " + status + "\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\nConnection: close\r\n\r\n";
    return out -> out.write((head + body).getBytes(UTF_8));
  }

  static void assertSaid(String wanted, String said) {
    assertTrue(said.startsWith(wanted), said);
  }
}
