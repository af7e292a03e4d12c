package dev.slipway.adapters.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes back from something that is no Prometheus, or one that is out of order: never data, never an exception, never a long wait. */
@Timeout(60)
class BadAnswersTest {
  private static final Metric.Form LEVEL = new Metric.Level("sum(x{version=\"${version}\"})");
  private static final Duration TIMEOUT = Duration.ofMillis(400);
  private final AtomicInteger connections = new AtomicInteger();
  private ServerSocket server;

  /** What is written on each connection, whatever was asked. */
  private interface Answer {
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

  private String said(Answer answer) {
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

  private static Answer whole(String status, String body) {
    return out -> out.write(
        ("HTTP/1.1 " + status + "\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\nConnection: close\r\n\r\n" + body).getBytes(UTF_8));
  }

  private static String vector(String... series) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + String.join(",", series) + "]}}";
  }

  private static String series(String labels, String value) {
    return "{\"metric\":{\"slipway_part\":\"total\"" + labels + "},\"value\":[1767225600,\"" + value + "\"]}";
  }

  private static void assertSaid(String wanted, String said) {
    assertTrue(said.startsWith(wanted), said);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      200 OK          | <html><body>Sign in</body></html>               | wrong SLW-4515
      200 OK          | ''                                              | wrong SLW-4515
      200 OK          | {"status":"succ                                 | wrong SLW-4515
      200 OK          | []                                              | wrong SLW-4515
      200 OK          | null                                            | wrong SLW-4515
      200 OK          | {"status":"success"}                            | wrong SLW-4520
      200 OK          | {"status":"success","data":{"resultType":"matrix","result":[]}} | wrong SLW-4520
      200 OK          | {"status":"success","data":{"resultType":"vector","result":{}}} | wrong SLW-4520
      200 OK          | {"status":"success","warnings":["no answer from store 3"],"data":{"resultType":"vector","result":[]}} | wrong SLW-4517
      500 Oops        | <html>stack trace</html>                        | wrong SLW-4515
      502 Bad Gateway | ''                                              | wrong SLW-4515
      503 Busy        | {"status":"error","errorType":"timeout","error":"query timed out"}      | wrong SLW-4516
      422 Bad         | {"status":"error","errorType":"execution","error":"many-to-many"}       | wrong SLW-4516
      401 No          | no credentials                                  | wrong SLW-4515
      302 Found       | ''                                              | wrong SLW-4514
      400 Bad         | {"status":"error","errorType":"bad_data","error":"1:5: parse error"}    | unknown SLW-4506
      """)
  void what_is_no_answer_of_a_sound_prometheus_is_never_data(String status, String body, String wanted) {
    assertSaid(wanted, said(whole(status, body)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      NaN  | wrong SLW-4523
      +Inf | wrong SLW-4523
      -Inf | wrong SLW-4523
      five | wrong SLW-4523
      ''   | wrong SLW-4523
      """)
  void what_is_not_a_number_is_wrong(String value, String wanted) {
    assertSaid(wanted, said(whole("200 OK", vector(series("", value)))));
  }

  @Test
  void a_native_histogram_is_not_a_number() {
    assertSaid("wrong SLW-4523", said(whole("200 OK", vector("{\"metric\":{\"slipway_part\":\"total\"},\"histogram\":[1767225600,{\"count\":\"5\"}]}"))));
  }

  @Test
  void several_series_are_wrong() {
    assertSaid("wrong SLW-4521", said(whole("200 OK", vector(series(",\"a\":\"1\"", "5"), series(",\"a\":\"2\"", "5")))));
  }

  @Test
  void an_answer_for_another_release_is_wrong() {
    String said = said(whole("200 OK", vector(series(",\"version\":\"1.3.2\"", "5"))));
    assertSaid("wrong SLW-4522 asked for version=1.4.0, the answer is for 1.3.2", said);
  }

  @Test
  void the_address_behind_a_redirect_is_never_asked() {
    Answer redirect = out -> out.write(("HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:" + server.getLocalPort()
        + "/elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
    assertSaid("wrong SLW-4514", said(redirect));
    assertEquals(1, connections.get());
  }

  @Test
  void one_that_never_answers_is_wrong_after_the_timeout() {
    assertSaid("wrong SLW-4510", said(out -> Thread.sleep(30_000)));
  }

  @Test
  void an_answer_that_trickles_is_given_up_at_the_timeout() {
    assertSaid("wrong SLW-4510", said(out -> {
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"status\":\"".getBytes(UTF_8));
      for (int i = 0; i < 3000; i++) {
        out.write('x');
        out.flush();
        Thread.sleep(10);
      }
    }));
  }

  @Test
  void headers_that_trickle_are_given_up_at_the_timeout() {
    assertSaid("wrong SLW-4510", said(out -> {
      out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
      for (int i = 0; i < 3000; i++) {
        out.write(("X-" + i + ": y\r\n").getBytes(UTF_8));
        out.flush();
        Thread.sleep(10);
      }
    }));
  }

  @Test
  void an_answer_without_end_is_cut_off() {
    String said = said(out -> {
      out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[".getBytes(UTF_8));
      byte[] many = " ".repeat(1 << 16).getBytes(UTF_8);
      for (int i = 0; i < 4096; i++) {
        out.write(many);
      }
    });
    assertSaid("wrong SLW-4512", said);
  }

  @Test
  void a_connection_that_breaks_off_is_wrong() {
    assertSaid("wrong SLW-4513", said(out -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".getBytes(UTF_8))));
    assertSaid("wrong SLW-4513", said(out -> out.write("SSH-2.0-OpenSSH\r\n".getBytes(UTF_8))));
  }

  @ParameterizedTest
  @CsvSource({"not an address", "ftp://x", "prom:9090", "http://", "''"})
  void what_is_no_address_is_wrong(String location) {
    Reading reading = new PrometheusSource().read(new Asking(location, TIMEOUT, "1.4.0").of(LEVEL, Instant.EPOCH));
    assertSaid("wrong SLW-451", Asking.said(reading));
  }
}
