package dev.slipway.adapters.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks (RFC 9112 §7.1). */
final class ChunkedBody extends InputStream {
  private final InputStream in;
  private long left;
  private boolean begun;
  private boolean ended;

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !next()) {
      return -1;
    }
    int n = in.read(to, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw new EOFException("the connection was closed in the middle of an answer");
    }
    left -= n;
    return n;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(left, in.available());
  }

  private boolean next() throws IOException {
    if (ended) {
      return false;
    }
    if (begun) {
      DoorAnswer.line(in);
    }
    begun = true;
    String size = DoorAnswer.line(in);
    int semicolon = size.indexOf(';');
    try {
      left = Long.parseLong(semicolon < 0 ? size.strip() : size.substring(0, semicolon).strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("a chunk of the answer has no size: " + size, e);
    }
    ended = left == 0;
    return !ended;
  }
}
