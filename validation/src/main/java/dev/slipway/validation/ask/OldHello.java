package dev.slipway.validation.ask;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The first words of a client of long ago: Java itself no longer speaks those versions, and a server that still does must be found out. */
public final class OldHello {
  private static final int MOST_MILLIS = 3_000;
  private static final byte HANDSHAKE = 22;
  private static final byte SERVER_HELLO = 2;
  /** The suites that servers of that time have in common: ECDHE and RSA with AES and SHA-1. */
  private static final short[] SUITES = {(short) 0xc013, (short) 0xc014, (short) 0xc009, (short) 0xc00a, 0x002f, 0x0035, 0x000a};

  private OldHello() {}

  /** Versions that RFC 8996 forbids. */
  public enum Version {
    TLS_1_0("TLS 1.0", (byte) 1),
    TLS_1_1("TLS 1.1", (byte) 2);

    private final String word;
    private final byte minor;

    Version(String word, byte minor) {
      this.word = word;
      this.minor = minor;
    }

    /** For people. */
    public String word() {
      return word;
    }
  }

  /** Whether the server goes on in that version. */
  public static boolean accepted(String host, int port, Version version) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port), MOST_MILLIS);
      socket.setSoTimeout(MOST_MILLIS);
      socket.getOutputStream().write(hello(host, version.minor));
      socket.getOutputStream().flush();
      return answersInKind(socket.getInputStream(), version.minor);
    }
  }

  private static boolean answersInKind(InputStream in, byte minor) throws IOException {
    try {
      byte[] head = in.readNBytes(11);
      return head.length == 11 && head[0] == HANDSHAKE && head[5] == SERVER_HELLO && head[9] == 3 && head[10] == minor;
    } catch (SocketTimeoutException | SocketException e) {
      return false; // no answer is no agreement, and neither is hanging up
    }
  }

  private static byte[] hello(String host, byte minor) throws IOException {
    ByteBuffer suites = ByteBuffer.allocate(2 + SUITES.length * 2).putShort((short) (SUITES.length * 2));
    for (short suite : SUITES) {
      suites.putShort(suite);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(new byte[] {3, minor});
    body.write(new byte[32]); // nothing is ever encrypted with it
    body.write(0);
    body.write(suites.array());
    body.write(new byte[] {1, 0});
    byte[] extensions = extensions(host);
    body.write(ByteBuffer.allocate(2).putShort((short) extensions.length).array());
    body.write(extensions);
    byte[] message = body.toByteArray();
    return ByteBuffer.allocate(9 + message.length)
        .put(new byte[] {HANDSHAKE, 3, 1}).putShort((short) (4 + message.length))
        .put((byte) 1).put((byte) 0).putShort((short) message.length).put(message).array();
  }

  private static byte[] extensions(String host) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(new byte[] {0, 10, 0, 6, 0, 4, 0, 23, 0, 24}); // groups: P-256, P-384
    all.write(new byte[] {0, 11, 0, 2, 1, 0}); // points: uncompressed
    if (host.matches("[A-Za-z0-9.-]*[A-Za-z][A-Za-z0-9.-]*")) {
      byte[] name = host.getBytes(StandardCharsets.US_ASCII);
      all.write(ByteBuffer.allocate(9 + name.length).putShort((short) 0).putShort((short) (5 + name.length))
          .putShort((short) (3 + name.length)).put((byte) 0).putShort((short) name.length).put(name).array());
    }
    return all.toByteArray();
  }
}
