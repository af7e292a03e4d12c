package dev.slipway.server.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly these bytes, as no HTTP library would. */
public final class RawClient implements AutoCloseable {
  private static final int MOST_WAIT_MILLIS = 20_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket;

  /** Connects to the server of an address. */
  public RawClient(URI server) throws IOException {
    this.socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(MOST_WAIT_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /** What came back; status 0 where the connection was closed without a word. */
  public record Answer(int status, String head, String text) {
    /** The problem's code, empty where it is none. */
    public String code() {
      try {
        JsonNode body = text.startsWith("{") ? JSON.readTree(text) : JSON.nullNode();
        return body.path("code").asText("");
      } catch (IOException e) {
        throw new AssertionError(head + text, e);
      }
    }
  }

  /** The beginning of a request that shows a token. */
  public static String request(String line, String token) {
    return line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n";
  }

  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Says that nothing follows. */
  public RawClient end() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Whether the other side has closed; waits until it says or does anything. */
  public boolean closed() throws IOException {
    return socket.getInputStream().read() < 0;
  }

  private static boolean untilClosed(String head) {
    String lower = head.toLowerCase(java.util.Locale.ROOT);
    return lower.contains("connection: close") && !lower.contains("transfer-encoding") && !lower.contains("text/event-stream");
  }

  /** Whether plain text was answered with an alert of TLS (content type 21) or with nothing at all. */
  public boolean refusedTls() throws IOException {
    int first = socket.getInputStream().read();
    return first < 0 || first == 21;
  }

  /** Whether something can be read. */
  public boolean answered() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /** Reads the head of an answer and nothing of what follows; its status. */
  public int awaitHead() throws IOException {
    return Integer.parseInt(head().split(" ", 3)[1]);
  }

  /** Reads one answer with a length, or until the connection is closed. */
  public Answer answer() throws IOException {
    String text = head();
    if (!text.endsWith("\r\n\r\n")) {
      return new Answer(0, text, "");
    }
    int status = Integer.parseInt(text.split(" ", 3)[1]);
    int length =
        text.lines().filter(l -> l.regionMatches(true, 0, "content-length:", 0,
            15)).map(l -> l.substring(15).strip()).mapToInt(Integer::parseInt)
            .findFirst().orElse(untilClosed(text) ? Integer.MAX_VALUE : 0);
    return new Answer(status, text, new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8));
  }

  private String head() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int b = 0;
    while (b >= 0 && !head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      b = in.read();
      if (b >= 0) {
        head.write(b);
      }
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
