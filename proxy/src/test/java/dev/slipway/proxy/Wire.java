package dev.slipway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** HTTP/1.1 as bytes, read without the proxy's own codec. */
final class Wire {
  private Wire() {}

  /** Up to and with the empty line; empty at the end of the stream. */
  static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last4 = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.write(next);
      last4 = last4 << 8 | next;
      if (last4 == 0x0d0a0d0a) {
        return head.toString(ISO_8859_1);
      }
    }
    return "";
  }

  /** The body of a chunked message; returns its trailers. */
  static String chunks(InputStream in, OutputStream body) throws IOException {
    while (true) {
      int size = Integer.parseInt(line(in), 16);
      if (size == 0) {
        StringBuilder trailers = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
          trailers.append(line).append('\n');
        }
        return trailers.toString();
      }
      body.write(in.readNBytes(size));
      line(in);
    }
  }

  static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the stream ended in a line: " + line);
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(ISO_8859_1);
  }

  /** The body of a request whose head was read. */
  static byte[] body(InputStream in, ScriptedBackend.Request request) throws IOException {
    if (request.header("transfer-encoding").isEmpty()) {
      return in.readNBytes(request.header("content-length").map(Integer::parseInt).orElse(0));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    chunks(in, body);
    return body.toByteArray();
  }
}
