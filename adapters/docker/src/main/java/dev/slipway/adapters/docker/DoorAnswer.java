package dev.slipway.adapters.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer to a request, and the connection that it came over. */
record DoorAnswer(int code, Map<String, List<String>> headers, InputStream body, Door.Wire wire, Deadline deadline)
    implements DockerHttpClient.Response {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9])(?: .*)?");
  private static final int MOST_HEAD_BYTES = 64 * 1024;

  /** Reads the head of an answer; its body is read from the connection when somebody asks. */
  static DoorAnswer receive(String method, Door.Wire wire, Deadline deadline) throws IOException {
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
    return new DoorAnswer(code, headers, empty ? InputStream.nullInputStream() : body(in, headers), wire, deadline);
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
