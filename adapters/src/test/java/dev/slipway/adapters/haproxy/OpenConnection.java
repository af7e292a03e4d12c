package dev.slipway.adapters.haproxy;

import dev.slipway.core.traffic.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection that is kept open over several requests. */
final class OpenConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;
  private final BufferedReader in;

  private OpenConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  static OpenConnection to(Endpoint at) throws IOException {
    Socket socket = new Socket(at.host(), at.port());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return new OpenConnection(socket);
  }

  /** The first line of the answer; the rest of it is read as well. */
  String get(String path) throws IOException {
    socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    String first = in.readLine();
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    for (int i = 0; i < length; i++) {
      int unused = in.read();
    }
    return String.valueOf(first);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
