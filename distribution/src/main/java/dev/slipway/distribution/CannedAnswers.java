package dev.slipway.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A server on a loopback port that gives every request the same JSON: what a training speaks to in place of the real thing. */
final class CannedAnswers implements AutoCloseable {
  private static final int REQUEST_BYTES_LIMIT = 64 * 1024;
  private static final int READ_TIMEOUT_MILLIS = 5_000;

  private final ServerSocket socket;
  private final byte[] answer;

  CannedAnswers(String json) throws IOException {
    socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    answer = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n" + json)
        .getBytes(StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name("canned-answers").start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        client.setSoTimeout(READ_TIMEOUT_MILLIS);
        InputStream in = client.getInputStream();
        if (in.read(new byte[REQUEST_BYTES_LIMIT]) > 0) {
          client.getOutputStream().write(answer);
        }
      } catch (SocketException e) {
        // Closed at the end of the training, or the client left: the loop's condition tells which.
        Thread.onSpinWait();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
