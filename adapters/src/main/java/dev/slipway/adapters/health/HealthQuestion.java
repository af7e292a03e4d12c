package dev.slipway.adapters.health;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One question to an instance, over a connection of its own, without proxies and without following redirects. An answer that trickles in
 * is cut off at the timeout as one that never comes.
 */
public final class HealthQuestion {
  private static final int MOST_BYTES = 16_384;
  private static final int MOST_BODY_CHARS = 200;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9])[ \r]");
  private static final Pattern NO_BODY = Pattern.compile("HTTP/1\\.[01] (204|304)");
  private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]{1,15}) *\r\n");

  private HealthQuestion() {}

  /**
   * What came back.
   *
   * @param good accepted, or 2xx
   * @param text for people
   * @param body the beginning of what was said
   * @param answered whether HTTP came back, good or bad
   */
  public record Answer(boolean good, String text, String body, boolean answered) {
    /** Nothing came back. */
    public static Answer none(String text) {
      return new Answer(false, text, "", false);
    }
  }

  /** Whether the port accepts connections. */
  public static Answer connect(String host, int port, Duration timeout) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis(timeout));
      return new Answer(true, "port " + port + " accepts connections", "", false);
    } catch (IOException e) {
      return Answer.none("port " + port + " does not accept connections: " + said(e, timeout));
    }
  }

  /** GET of a path. The timeout bounds the whole answer, however slowly it trickles in. */
  public static Answer get(String host, int port, String path, Duration timeout) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis(timeout));
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nUser-Agent: slipway-health\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] bytes = new byte[MOST_BYTES];
      int length = 0;
      while (length < bytes.length && !whole(text(bytes, length))) {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (leftMillis <= 0) {
          return Answer.none("GET " + path + ": no whole answer within " + millis(timeout) + " ms");
        }
        socket.setSoTimeout((int) leftMillis);
        int more = socket.getInputStream().read(bytes, length, bytes.length - length);
        if (more < 0) {
          break;
        }
        length += more;
      }
      return answer(path, text(bytes, length));
    } catch (IOException | IllegalArgumentException e) {
      return Answer.none("GET " + path + ": " + said(e, timeout));
    }
  }

  private static String text(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** Whether nothing more is to come, as far as the head tells (RFC 9112 §6.3); otherwise the server's close does. */
  private static boolean whole(String text) {
    int head = text.indexOf("\r\n\r\n");
    if (head < 0) {
      return false;
    }
    if (NO_BODY.matcher(text).lookingAt()) {
      return true;
    }
    Matcher length = CONTENT_LENGTH.matcher(text.substring(0, head + 2));
    return length.find() ? text.length() - head - 4 >= Long.parseLong(length.group(1)) : text.endsWith("\r\n0\r\n\r\n");
  }

  private static Answer answer(String path, String text) {
    Matcher status = STATUS.matcher(text);
    if (!status.lookingAt()) {
      String what = text.isEmpty() ? "the connection was closed without an answer" : "the answer is not HTTP";
      return Answer.none("GET " + path + ": " + what);
    }
    int code = Integer.parseInt(status.group(1));
    boolean good = code >= 200 && code < 300;
    String body = body(text);
    return new Answer(good, "GET " + path + " answered " + code + (good || body.isEmpty() ? "" : " (" + body + ")"), body, true);
  }

  private static String body(String text) {
    int head = text.indexOf("\r\n\r\n");
    String bytes = head < 0 ? "" : text.substring(head + 4);
    String utf8 = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    String body = utf8.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return body.length() <= MOST_BODY_CHARS ? body : body.substring(0, MOST_BODY_CHARS) + "…";
  }

  private static String said(Exception e, Duration timeout) {
    return switch (e) {
      case ConnectException c -> "connection refused";
      case SocketTimeoutException t -> "no answer within " + millis(timeout) + " ms";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static int millis(Duration timeout) {
    return (int) Math.clamp(timeout.toMillis(), 1, 600_000);
  }
}
