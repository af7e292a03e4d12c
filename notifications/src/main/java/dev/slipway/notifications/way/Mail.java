package dev.slipway.notifications.way;

import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Way;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier.Answer;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** A notice as a letter, in text and HTML. */
final class Mail {
  private static final String UTF_8 = "UTF-8";
  private final int wholeMillis;

  /**
   * With a limit on each wait.
   *
   * @param wholeMillis for any one answer of the mail server
   */
  Mail(int wholeMillis) {
    this.wholeMillis = wholeMillis;
  }

  Answer tell(Post post, Receiver receiver, Way.Email way, Notice notice) {
    try {
      Session session = Session.getInstance(properties(way));
      MimeMessage message = message(session, receiver, way, notice);
      try (Transport transport = session.getTransport(way.tls() == Way.Tls.TLS ? "smtps" : "smtp")) {
        if (way.login().isPresent()) {
          transport.connect(way.login().get().user(), post.secret(way.login().get().password()));
        } else {
          transport.connect();
        }
        transport.sendMessage(message, message.getAllRecipients());
      }
      return new Answer.Taken(way.smtp() + " took it for " + String.join(", ", way.to()));
    } catch (AuthenticationFailedException e) {
      if (String.valueOf(e.getMessage()).startsWith("4")) {
        return later(way, e);
      }
      return new Answer.Refused(way.smtp() + " does not let " + way.login().map(Way.Login::user).orElse("nobody") + " sign in");
    } catch (AddressException e) {
      return new Answer.Refused("its addresses cannot be read");
    } catch (SendFailedException e) {
      return passes(e) ? later(way, e)
          : new Answer.Refused(way.smtp() + " refuses it: " + Template.oneLine(String.valueOf(e.getMessage())));
    } catch (MessagingException e) {
      return later(way, e);
    }
  }

  private static Answer later(Way.Email way, MessagingException e) {
    return new Answer.Later(way.smtp() + " did not take it: " + Template.oneLine(String.valueOf(e.getMessage())), Optional.empty());
  }

  /** A reply that begins with 4 says that the same letter may be taken another time (RFC 5321, 4.2.1). */
  private static boolean passes(SendFailedException failed) {
    return Stream.<Exception>iterate(failed, Objects::nonNull, e -> e instanceof MessagingException m ? m.getNextException() : null)
        .anyMatch(e -> reply(e) / 100 == 4);
  }

  private static int reply(Exception e) {
    return switch (e) {
      case SMTPAddressFailedException address -> address.getReturnCode();
      case SMTPSenderFailedException sender -> sender.getReturnCode();
      case SMTPSendFailedException send -> send.getReturnCode();
      default -> 0;
    };
  }

  private Properties properties(Way.Email way) {
    int colon = way.smtp().lastIndexOf(':');
    Properties properties = new Properties();
    for (String protocol : new String[] {"mail.smtp.", "mail.smtps."}) {
      properties.put(protocol + "host", way.smtp().substring(0, colon));
      properties.put(protocol + "port", way.smtp().substring(colon + 1));
      properties.put(protocol + "connectiontimeout", Integer.toString(wholeMillis));
      properties.put(protocol + "timeout", Integer.toString(wholeMillis));
      properties.put(protocol + "writetimeout", Integer.toString(wholeMillis));
      // Who took the letter and then does not answer the farewell has taken it: waiting for that answer would have it sent again.
      properties.put(protocol + "quitwait", "false");
      properties.put(protocol + "auth", Boolean.toString(way.login().isPresent()));
      properties.put(protocol + "starttls.enable", Boolean.toString(way.tls() == Way.Tls.STARTTLS));
      properties.put(protocol + "starttls.required", Boolean.toString(way.tls() == Way.Tls.STARTTLS));
      properties.put(protocol + "ssl.checkserveridentity", "true");
    }
    return properties;
  }

  private static MimeMessage message(Session session, Receiver receiver, Way.Email way, Notice notice) throws MessagingException {
    MimeMessage message = new Lettered(session, notice.id());
    message.setFrom(new InternetAddress(way.from(), true));
    for (String to : way.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    }
    // One line: whatever a reason or a version holds, no header can begin in it.
    message.setSubject(Template.oneLine("[slipway] " + notice.target() + " " + notice.version() + " " + notice.kind().word()), UTF_8);
    message.setSentDate(Date.from(notice.at()));
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeMultipart both = new MimeMultipart("alternative");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(MailText.plain(receiver, notice), UTF_8);
    MimeBodyPart html = new MimeBodyPart();
    html.setContent(MailText.html(receiver, notice), "text/html; charset=UTF-8");
    both.addBodyPart(text);
    both.addBodyPart(html);
    message.setContent(both);
    message.saveChanges();
    return message;
  }

  /** A letter with an id that is the same whenever it is sent again. */
  private static final class Lettered extends MimeMessage {
    private final String id;

    Lettered(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + "@slipway>");
    }
  }
}
