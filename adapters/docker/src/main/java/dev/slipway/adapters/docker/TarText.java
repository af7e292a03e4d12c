package dev.slipway.adapters.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** An archive as an engine takes it (POSIX.1-1988 ustar), of plain files that belong to root. */
final class TarText {
  private static final int BLOCK = 512;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /**
   * Adds a file.
   *
   * @param mode in octal, as {@code 444}
   */
  TarText file(String name, String mode, byte[] content) {
    byte[] head = new byte[BLOCK];
    put(head, 0, name);
    put(head, 100, "0000" + mode);
    put(head, 108, "0000000");
    put(head, 116, "0000000");
    put(head, 124, String.format("%011o", content.length));
    put(head, 136, "00000000000");
    put(head, 156, "0");
    put(head, 257, "ustar");
    put(head, 263, "00");
    put(head, 148, "        ");
    int sum = 0;
    for (byte b : head) {
      sum += b & 0xff;
    }
    put(head, 148, String.format("%06o\0 ", sum));
    out.writeBytes(head);
    out.writeBytes(content);
    out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    return this;
  }

  /** The whole archive. */
  byte[] end() {
    out.writeBytes(new byte[2 * BLOCK]);
    return out.toByteArray();
  }

  private static void put(byte[] head, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, head, at, bytes.length);
  }
}
