package dev.slipway.adapters.nginx;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks an nginx, over a connection of its own each time, which configuration its workers serve. */
final class Marker {
  /** What the answer begins with. */
  static final String LINE = "slipway ";
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final int MOST_BYTES = 8_192;

  private Marker() {}

  /** What the marker's address said. */
  sealed interface Said {
    /** The digest of the configuration that is served. */
    record Serves(String digest, String line) implements Said {}

    /** Nobody listens there. */
    record Nobody() implements Said {}

    /** Somebody does who is no marker. */
    record Other(String line) implements Said {}

    /** No answer in time. */
    record Silence() implements Said {}
  }

  static Said ask(int port) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.getOutputStream().write(("GET / HTTP/1.0\r\nHost: " + Names.MARKER_HOST + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
      int body = answer.indexOf("\r\n\r\n");
      String line = (body < 0 ? answer : answer.substring(body)).strip().lines().findFirst().orElse("");
      return digest(line).<Said>map(d -> new Said.Serves(d, line.substring(LINE.length()))).orElse(new Said.Other(line));
    } catch (ConnectException e) {
      return new Said.Nobody();
    } catch (IOException e) {
      return new Said.Silence(); // Silence is an answer too: whoever asks decides how long to go on asking.
    }
  }

  private static Optional<String> digest(String line) {
    int last = line.lastIndexOf(" digest ");
    return line.startsWith(LINE) && last > 0 ? Optional.of(line.substring(last + " digest ".length())) : Optional.empty();
  }
}
