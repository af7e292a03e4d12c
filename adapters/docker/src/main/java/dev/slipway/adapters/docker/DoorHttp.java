package dev.slipway.adapters.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** HTTP/1.1 as docker-java speaks it, over any door: a connection for each request, which is cut when the answer takes too long. */
final class DoorHttp implements DockerHttpClient {
  private static final int CHUNK_BYTES = 16 * 1024;

  private final Door door;

  DoorHttp(Door door) {
    this.door = door;
  }

  @Override
  public DoorAnswer execute(Request request) {
    try {
      Door.Wire wire = door.open();
      Deadline deadline = Deadline.of(request, wire);
      try {
        send(request, wire.out());
        return DoorAnswer.receive(request.method(), wire, deadline);
      } catch (IOException | RuntimeException e) {
        deadline.reached();
        wire.close();
        if (deadline.passed()) {
          throw new IOException("no answer within " + deadline.seconds() + " s to " + request.method() + " " + request.path(), e);
        }
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(Request request, OutputStream out) throws IOException {
    byte[] bytes = request.bodyBytes();
    InputStream stream = request.body();
    StringBuilder head = new StringBuilder(request.method()).append(' ').append(request.path())
        .append(" HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n");
    request.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (bytes != null) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
    } else {
      head.append(stream != null ? "Transfer-Encoding: chunked\r\n" : "Content-Length: 0\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (bytes != null) {
      out.write(bytes);
    } else if (stream != null) {
      byte[] buffer = new byte[CHUNK_BYTES];
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        if (n > 0) {
          out.write((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.US_ASCII));
          out.write(buffer, 0, n);
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    out.flush();
  }

  @Override
  public void close() {
    door.close();
  }
}
