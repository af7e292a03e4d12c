package dev.slipway.adapters.docker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;

/** The way to an engine that says what a test has it say: a list of containers, and events. */
final class SaidEngine implements Door {
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
  private static final int PIPE_BYTES = 64 * 1024;

  private final PipedOutputStream events = new PipedOutputStream();
  private volatile String containers = "[]";

  /** What it lists from now on. */
  void list(String json) {
    containers = json;
  }

  /** Tells of something. */
  void tell(String json) throws IOException {
    events.write(json.getBytes(StandardCharsets.UTF_8));
    events.flush();
  }

  @Override
  public Wire open() {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    InputStream answer = new InputStream() {
      private InputStream from = InputStream.nullInputStream();
      private boolean begun;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (!begun) {
          begun = true;
          from = answer(request.toString(StandardCharsets.ISO_8859_1));
        }
        return from.read(bytes, offset, length);
      }
    };
    return new Wire(answer, request, () -> { });
  }

  private InputStream answer(String request) throws IOException {
    if (request.contains("/events")) {
      PipedInputStream told = new PipedInputStream(events, PIPE_BYTES);
      tell(HEAD);
      return told;
    }
    String body = request.contains("/volumes") ? "{\"Volumes\":[]}" : containers;
    return new ByteArrayInputStream((HEAD + body).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String name() {
    return "an engine of a test";
  }
}
