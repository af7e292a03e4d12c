package dev.slipway.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.notice.Way;
import dev.slipway.core.spi.Notifier;
import dev.slipway.core.spi.Notifier.Answer;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters at a real mail server. */
@Timeout(60)
class MailTest {
  private static final int MILLIS = 3_000;
  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final Notifier notifier = Given.notifier(Map.of("${env:PW}", "right", "${env:OLD}", "wrong"), MILLIS);

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Way.Email way(Optional<Way.Login> login) {
    return new Way.Email("127.0.0.1:" + server.getSmtp().getPort(), Way.Tls.NONE, login, "ship@example.org",
        List.of("team@example.org", "ops@example.org"));
  }

  private Answer tell(Way way, String reason) {
    return notifier.tell(Given.receiver(way), Given.notice(NoticeKind.FAILED, Severity.ERROR, reason, false, Optional.empty()));
  }

  @Test
  void a_letter_arrives_in_text_and_html_with_the_same_id_whenever_it_is_sent() throws Exception {
    assertInstanceOf(Answer.Taken.class, tell(way(Optional.empty()), "it is <slow>"));
    assertInstanceOf(Answer.Taken.class, tell(way(Optional.empty()), "it is <slow>"));
    MimeMessage[] received = server.getReceivedMessages();
    assertEquals(4, received.length);
    assertEquals(1, Arrays.stream(received).map(MailTest::id).distinct().count());
    assertEquals("[slipway] shop/production 1.4.0 failed", received[0].getSubject());
    Multipart both = (Multipart) received[0].getContent();
    assertTrue(both.getBodyPart(0).getContent().toString().contains("it is <slow>"));
    assertTrue(both.getBodyPart(1).getContent().toString().contains("it is &lt;slow&gt;"));
  }

  private static String id(MimeMessage message) {
    try {
      return message.getMessageID();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void no_value_begins_a_header_or_a_tag() throws Exception {
    assertInstanceOf(Answer.Taken.class, tell(way(Optional.empty()), Given.EVIL));
    MimeMessage received = server.getReceivedMessages()[0];
    List<String> headers = Collections.list(received.getAllHeaderLines());
    assertTrue(headers.stream().noneMatch(h -> h.startsWith("Bcc")), headers.toString());
    assertEquals(2, received.getAllRecipients().length);
    String html = ((Multipart) received.getContent()).getBodyPart(1).getContent().toString();
    assertTrue(!html.contains("<script") && html.contains("&lt;script&gt;"), html);
  }

  @Test
  void who_signs_in_must_be_let_in() {
    server.setUser("ship", "right");
    server.getUserManager().setAuthRequired(true);
    assertInstanceOf(Answer.Taken.class, tell(way(Optional.of(new Way.Login("ship", "${env:PW}"))), "slow"));
    Answer refused = tell(way(Optional.of(new Way.Login("ship", "${env:OLD}"))), "slow");
    assertInstanceOf(Answer.Refused.class, refused, refused.said());
    assertTrue(!refused.said().contains("wrong"), refused.said());
  }

  @ParameterizedTest
  @CsvSource({"RCPT,450,LATER", "RCPT,550,NEVER", "MAIL,452,LATER", "MAIL,553,NEVER", "DATA,451,LATER", "AUTH,454,LATER", "AUTH,535,NEVER"})
  void what_a_server_refuses_for_now_is_tried_again(String word, int reply, String again) throws IOException {
    try (ScriptedMailServer scripted = new ScriptedMailServer(word, reply)) {
      Way.Email plain = way(Optional.empty());
      Answer answer = tell(new Way.Email(scripted.address(), Way.Tls.NONE, Optional.of(new Way.Login("ship", "${env:PW}")), plain.from(),
          plain.to()), "slow");
      assertEquals(again.equals("LATER"), answer instanceof Answer.Later, answer.toString());
      assertEquals(again.equals("NEVER"), answer instanceof Answer.Refused, answer.toString());
    }
  }

  @Test
  void a_letter_that_was_taken_is_told_although_nobody_answers_the_farewell() throws IOException {
    try (ScriptedMailServer scripted = new ScriptedMailServer("QUIT", 0)) {
      Way.Email plain = way(Optional.empty());
      Answer answer = tell(new Way.Email(scripted.address(), Way.Tls.NONE, Optional.empty(), plain.from(), plain.to()), "slow");
      assertInstanceOf(Answer.Taken.class, answer, answer.said());
    }
  }

  @Test
  void a_server_without_the_asked_for_secrecy_gets_nothing_and_one_that_is_silent_costs_a_bounded_time() throws IOException {
    Way.Email plain = way(Optional.empty());
    Answer answer = tell(new Way.Email(plain.smtp(), Way.Tls.STARTTLS, Optional.empty(), plain.from(), plain.to()), "slow");
    assertInstanceOf(Answer.Later.class, answer);
    assertEquals(0, server.getReceivedMessages().length);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertInstanceOf(Answer.Later.class, tell(new Way.Email("127.0.0.1:" + silent.getLocalPort(), Way.Tls.NONE, Optional.empty(),
          plain.from(), plain.to()), "slow"));
    }
  }
}
