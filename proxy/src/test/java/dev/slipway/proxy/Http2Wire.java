package dev.slipway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** One HTTP/2 connection on which a test writes any frames it likes, without a codec that would refuse to. */
final class Http2Wire implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int RECEIVE_BUFFER_BYTES = 4_096;

  private final Socket socket = new Socket();
  private final DataInputStream in;

  Http2Wire(int port) throws IOException {
    socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
    write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    write(frame(SETTINGS, 0, 0));
  }

  /** Names and values by turns, as literals that no table remembers. */
  static byte[] head(String... namesAndValues) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      head.write(0);
      string(head, namesAndValues[i]);
      string(head, namesAndValues[i + 1]);
    }
    return head.toByteArray();
  }

  static byte[] frame(int type, int flags, int stream, byte... payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(payload.length >> 16);
    frame.write(payload.length >> 8);
    frame.write(payload.length);
    frame.write(type);
    frame.write(flags);
    for (int shift = 24; shift >= 0; shift -= 8) {
      frame.write(stream >> shift);
    }
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  Http2Wire write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** The first thing that ends a stream or the connection: "status", "reset CODE", "goaway CODE" or "closed". */
  String outcome() throws IOException {
    try {
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.skipNBytes(5);
        byte[] payload = in.readNBytes(length);
        switch (type) {
          case HEADERS -> {
            return "status";
          }
          case RST_STREAM -> {
            return "reset " + payload[3];
          }
          case GOAWAY -> {
            return "goaway " + payload[7];
          }
          default -> {
            // Settings, acknowledgements and windows end nothing.
          }
        }
      }
    } catch (SocketTimeoutException e) {
      return "nothing";
    } catch (SocketException | java.io.EOFException e) {
      return "closed";
    }
  }

  /** Whether the proxy closed it, after whatever was still to be read. */
  boolean isClosedByProxy() throws IOException {
    try {
      in.readAllBytes();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static void string(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    int longest = 127;
    if (bytes.length < longest) {
      out.write(bytes.length);
    } else {
      out.write(longest);
      int rest = bytes.length - longest;
      while (rest > longest) {
        out.write(rest & longest | 128);
        rest >>= 7;
      }
      out.write(rest);
    }
    out.writeBytes(bytes);
  }
}
