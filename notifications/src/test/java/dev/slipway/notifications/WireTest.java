package dev.slipway.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.notice.Way;
import dev.slipway.core.spi.Notifier.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver may do to the one who tells it, and what an address may lead to. */
@Timeout(60)
class WireTest {
  private static Answer tell(String url, boolean allowPrivate, int millis) {
    Receiver receiver = new Receiver("hook", new Way.Webhook(url, Optional.empty()), Receiver.When.USUAL, Optional.empty(), allowPrivate);
    return Given.notifier(Map.of(), millis).tell(receiver, Given.notice(NoticeKind.FAILED, Severity.ERROR));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "127.0.0.1", "localhost", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "198.18.0.1",
    "255.255.255.255", "224.0.0.1", "[::1]", "[::]", "[fe80::1]", "[fd00:ec2::254]", "[::ffff:127.0.0.1]", "[::127.0.0.1]",
    "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "2130706433", "0x7f000001"
  })
  void an_address_of_this_machine_or_network_alone_is_refused_unless_it_is_meant(String host) throws IOException {
    try (WebReceiver receiver = new WebReceiver(a -> WebReceiver.Answer.of(200, ""))) {
      Answer answer = tell("http://" + host + ":" + receiver.url().replaceAll(".*:", "") + "/hook", false, 2_000);
      // What the JDK takes for no address at all is not asked either.
      assertTrue(answer instanceof Answer.Refused || answer.said().contains("has no address"), answer.toString());
      assertEquals(List.of(), receiver.asked);
    }
  }

  @ParameterizedTest
  @CsvSource({"200,Taken", "204,Taken", "301,Refused", "302,Refused", "400,Refused", "401,Refused", "404,Refused", "410,Refused",
      "408,Later", "425,Later", "429,Later", "500,Later", "502,Later", "503,Later"})
  void an_answer_says_whether_to_try_again(int status, String kind) throws IOException {
    Map<String, String> headers = Map.of("Location", "http://127.0.0.1:1/", "Retry-After", "17");
    try (WebReceiver receiver = new WebReceiver(a -> new WebReceiver.Answer(status, headers, ""))) {
      Answer answer = tell(receiver.url(), true, 2_000);
      assertEquals(kind, answer.getClass().getSimpleName(), answer.said());
      assertEquals(1, receiver.asked.size());
      if (answer instanceof Answer.Later later) {
        assertEquals(Optional.of(Duration.ofSeconds(17)), later.after());
      }
    }
  }

  /** A server of a socket alone: what it says, byte by byte, and whether it goes on for ever. */
  private static Answer against(String said, boolean drips, boolean hangs) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      List<Socket> open = new ArrayList<>();
      Thread thread = Thread.ofVirtual().start(() -> {
        try {
          Socket socket = server.accept();
          open.add(socket);
          int asked = socket.getInputStream().read(new byte[16_384]);
          assertTrue(asked > 0);
          socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
          for (int i = 0; drips && i < 10_000; i++) {
            socket.getOutputStream().write('x');
            Thread.sleep(20);
          }
          if (!hangs) {
            socket.close();
          }
        } catch (IOException e) {
          assertTrue(drips || !said.isEmpty(), e.toString());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
      Answer answer = tell("http://127.0.0.1:" + server.getLocalPort() + "/", true, 700);
      thread.interrupt();
      for (Socket socket : open) {
        socket.close();
      }
      return answer;
    }
  }

  @Test
  void one_that_never_answers_or_never_ends_or_closes_costs_a_bounded_time() throws Exception {
    assertEquals("127.0.0.1 did not answer within 0.7 s", assertInstanceOf(Answer.Later.class, against("", false, true)).said());
    assertEquals("127.0.0.1 did not answer within 0.7 s",
        assertInstanceOf(Answer.Later.class, against("HTTP/1.1 200 OK\r\nX: ", true, true)).said());
    assertEquals("127.0.0.1 cannot be asked, or broke off: it broke off before it had answered",
        assertInstanceOf(Answer.Later.class, against("HTTP/1.1 200 OK\r\nX: ", false, false)).said());
    assertInstanceOf(Answer.Later.class, against("SSH-2.0-OpenSSH\r\n", false, false));
    assertInstanceOf(Answer.Taken.class, against(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", false, true));
  }

  @Test
  void nobody_listening_is_tried_again_and_nonsense_is_not() {
    assertInstanceOf(Answer.Later.class, tell("http://127.0.0.1:1/", true, 700));
    assertInstanceOf(Answer.Later.class, tell("http://nowhere.invalid/", true, 700));
    assertInstanceOf(Answer.Refused.class, tell("file:///etc/passwd", true, 700));
    assertInstanceOf(Answer.Refused.class, tell("http://user:pass@127.0.0.1/", true, 700));
  }

  @Test
  void what_is_secret_in_an_address_is_in_no_answer() throws IOException {
    try (WebReceiver receiver = new WebReceiver(a -> WebReceiver.Answer.of(403, "no"))) {
      Answer answer = tell(receiver.url() + "/services/T00/B00/verysecret", true, 2_000);
      assertEquals("127.0.0.1 answered 403: no", answer.said());
    }
  }
}
