package dev.slipway.adapters.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP/1.1 as docker-java speaks it, over any door: a connection for each request, which is cut when the answer takes too long. */
final class DoorHttp implements DockerHttpClient {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9])(?: .*)?");
  private static final int MOST_HEAD_BYTES = 64 * 1024;
  private static final int CHUNK_BYTES = 16 * 1024;

  private final Door door;

  DoorHttp(Door door) {
    this.door = door;
  }

  @Override
  public Response execute(Request request) {
    try {
      Door.Wire wire = door.open();
      Deadline deadline = Deadline.of(request, wire);
      try {
        send(request, wire.out());
        return receive(request.method(), wire, deadline);
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

  private static Answer receive(String method, Door.Wire wire, Deadline deadline) throws IOException {
    InputStream in = new BufferedInputStream(wire.in());
    String first = line(in);
    Matcher status = STATUS.matcher(first);
    if (!status.matches()) {
      throw new IOException("the answer is not HTTP, as from a program that is no Docker engine: " + first);
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>()).add(line.substring(colon + 1).strip());
      }
    }
    int code = Integer.parseInt(status.group(1));
    boolean empty = code == 204 || code == 304 || method.equals("HEAD");
    return new Answer(code, headers, empty ? InputStream.nullInputStream() : body(in, headers), wire, deadline);
  }

  private static InputStream body(InputStream in, Map<String, List<String>> headers) {
    List<String> coding = headers.getOrDefault("Transfer-Encoding", List.of());
    if (coding.stream().anyMatch(c -> c.toLowerCase(Locale.ROOT).equals("chunked"))) {
      return new ChunkedBody(in);
    }
    List<String> length = headers.getOrDefault("Content-Length", List.of());
    return length.isEmpty() ? in : new LimitedBody(in, Long.parseLong(length.getFirst()));
  }

  /** A line without its end. */
  static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.size() > MOST_HEAD_BYTES) {
        throw new EOFException("the connection was closed in the middle of an answer");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private record Answer(int code, Map<String, List<String>> headers, InputStream body, Door.Wire wire,
      Deadline deadline) implements Response {
    @Override
    public int getStatusCode() {
      return code;
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      return headers;
    }

    @Override
    public InputStream getBody() {
      return body;
    }

    @Override
    public void close() {
      deadline.reached();
      try {
        wire.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    door.close();
  }
}
