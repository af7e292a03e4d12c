package dev.slipway.adapters.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One question to an instance, over a connection of its own, without proxies and without following redirects. An answer that trickles in
 * is cut off at the timeout as one that never comes.
 */
final class HealthQuestion {
  private static final int MOST_BODY_BYTES = 4_096;
  private static final int MOST_BODY_CHARS = 200;

  private HealthQuestion() {}

  /**
   * What came back.
   *
   * @param good accepted, or 2xx
   * @param text for people
   * @param body the beginning of what was said
   * @param answered whether HTTP came back, good or bad
   */
  record Answer(boolean good, String text, String body, boolean answered) {
    static Answer none(String text) {
      return new Answer(false, text, "", false);
    }
  }

  /** Whether the port accepts connections. */
  static Answer connect(String host, int port, Duration timeout) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis(timeout));
      return new Answer(true, "port " + port + " accepts connections", "", false);
    } catch (IOException e) {
      return Answer.none("port " + port + " does not accept connections: " + said(e, timeout));
    }
  }

  /** GET of a path. */
  static Answer get(String host, int port, String path, Duration timeout) {
    AtomicReference<@Nullable HttpURLConnection> open = new AtomicReference<>();
    FutureTask<Answer> asking = new FutureTask<>(() -> ask(host, port, path, timeout, open));
    Thread.ofVirtual().name("health-question").start(asking);
    try {
      return asking.get(millis(timeout) + 20L, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      HttpURLConnection connection = open.get();
      if (connection != null) {
        connection.disconnect();
      }
      return Answer.none("GET " + path + ": no whole answer within " + millis(timeout) + " ms");
    } catch (ExecutionException e) {
      return Answer.none("GET " + path + ": " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.none("GET " + path + ": not asked to the end");
    }
  }

  private static Answer ask(
      String host, int port, String path, Duration timeout, AtomicReference<@Nullable HttpURLConnection> open) {
    try {
      URI uri = URI.create("http://" + host + ":" + port + path);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      open.set(connection);
      connection.setConnectTimeout(millis(timeout));
      connection.setReadTimeout(millis(timeout));
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setRequestProperty("Connection", "close");
      connection.setRequestProperty("User-Agent", "slipway-health");
      int status = connection.getResponseCode();
      if (status < 100) {
        return Answer.none("GET " + path + ": the answer is not HTTP");
      }
      String body = body(connection, status);
      connection.disconnect();
      boolean good = status >= 200 && status < 300;
      return new Answer(good, "GET " + path + " answered " + status + (good || body.isEmpty() ? "" : " (" + body + ")"), body, true);
    } catch (IOException | IllegalArgumentException e) {
      return Answer.none("GET " + path + ": " + said(e, timeout));
    }
  }

  private static String body(HttpURLConnection connection, int status) throws IOException {
    @Nullable InputStream stream = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    if (stream == null) {
      return "";
    }
    try (stream) {
      String text = new String(stream.readNBytes(MOST_BODY_BYTES), StandardCharsets.UTF_8).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
      return text.length() <= MOST_BODY_CHARS ? text : text.substring(0, MOST_BODY_CHARS) + "…";
    }
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
