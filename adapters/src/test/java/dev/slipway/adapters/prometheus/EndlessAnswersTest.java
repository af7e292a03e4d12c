package dev.slipway.adapters.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that lead elsewhere, never come, never end or break off: given up, and never data. */
@Timeout(60)
class EndlessAnswersTest extends FakePrometheus {

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
}
