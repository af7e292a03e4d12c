package dev.slipway.notifications.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads one answer of HTTP/1.1 (RFC 9112), bounded. */
final class ReplyReader {
  private static final int MOST_HEAD_BYTES = 64 * 1024;
  private static final int MOST_BODY_BYTES = 1024 * 1024;
  private static final int MOST_INTERIM = 8;

  private final InputStream in;
  private int headBytes;

  private ReplyReader(InputStream in) {
    this.in = in;
  }

  static Reply read(InputStream in) throws IOException {
    ReplyReader reader = new ReplyReader(new java.io.BufferedInputStream(in));
    for (int i = 0; i < MOST_INTERIM; i++) {
      int status = reader.status();
      Map<String, String> headers = reader.headers();
      if (status >= 200) {
        boolean empty = status == 204 || status == 304;
        return new Reply(status, headers, empty ? "" : reader.body(headers));
      }
    }
    throw new IOException("it answers without end");
  }

  private int status() throws IOException {
    String line = line();
    if (!line.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
      throw new IOException("it does not speak HTTP");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || ++headBytes > MOST_HEAD_BYTES) {
        throw new IOException(b < 0 ? "it broke off before it had answered" : "its answer has too long a head");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private String body(Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT).endsWith("chunked")) {
      return chunks();
    }
    String length = headers.getOrDefault("content-length", "");
    boolean told = length.matches("[0-9]{1,9}");
    byte[] body = in.readNBytes(Math.min(told ? Integer.parseInt(length) : MOST_BODY_BYTES, MOST_BODY_BYTES));
    return new String(body, StandardCharsets.UTF_8);
  }

  private String chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (body.size() < MOST_BODY_BYTES) {
      String size = line().replaceAll("[;\\s].*", "");
      if (!size.matches("[0-9a-fA-F]{1,7}")) {
        throw new IOException("its answer is cut in a way that cannot be read");
      }
      int bytes = Integer.parseInt(size, 16);
      if (bytes == 0) {
        break;
      }
      body.write(in.readNBytes(Math.min(bytes, MOST_BODY_BYTES - body.size())));
      String unused = line();
    }
    return body.toString(StandardCharsets.UTF_8);
  }
}
