package dev.slipway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;

/** One connection to the proxy, on which a test sends any bytes it likes. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  final Socket socket;
  final InputStream in;

  record Answer(String head, String body, String trailers) {
    int status() {
      return Integer.parseInt(head.substring(9, 12));
    }

    Optional<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return head.lines().filter(each -> each.toLowerCase(Locale.ROOT).startsWith(start))
          .map(each -> each.substring(start.length()).trim()).findFirst();
    }
  }

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  Answer get(String path) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\nHost: shop\r\n\r\n").answer();
  }

  String head() throws IOException {
    return Wire.head(in);
  }

  /** The next answer; to a HEAD, use {@link #head}. */
  Answer answer() throws IOException {
    Answer head = new Answer(head(), "", "");
    if (head.head().isEmpty()) {
      throw new IOException("the connection closed before an answer");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String trailers = "";
    if (head.header("transfer-encoding").isPresent()) {
      trailers = Wire.chunks(in, body);
    } else if (head.header("content-length").isPresent()) {
      int length = Integer.parseInt(head.header("content-length").get());
      body.write(in.readNBytes(length));
      if (body.size() < length) {
        throw new IOException("the answer was cut off after " + body.size() + " of " + length);
      }
    } else if (head.status() >= 200 && head.status() != 204 && head.status() != 304) {
      body.write(in.readAllBytes());
    }
    return new Answer(head.head(), body.toString(ISO_8859_1), trailers);
  }

  /** Whether the proxy closed the connection, after whatever was still to be read. */
  boolean isClosedByProxy() throws IOException {
    try {
      in.readAllBytes();
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  static Answer getOnce(int port, String path) throws IOException {
    try (RawClient client = new RawClient(port)) {
      return client.get(path);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
