package dev.slipway.adapters.docker;

import java.io.IOException;
import java.io.InputStream;

/** A body in chunks (RFC 9112 §7.1). */
final class ChunkedBody extends InputStream {
  private final InputStream in;
  private LimitedBody chunk;
  private boolean begun;
  private boolean ended;

  ChunkedBody(InputStream in) {
    this.in = in;
    this.chunk = new LimitedBody(in, 0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int n = chunk.read(to, offset, length);
    return n >= 0 || !next() ? n : chunk.read(to, offset, length);
  }

  @Override
  public int available() throws IOException {
    return chunk.available();
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
      long length = Long.parseLong(semicolon < 0 ? size.strip() : size.substring(0, semicolon).strip(), 16);
      chunk = new LimitedBody(in, length);
      ended = length == 0;
      return !ended;
    } catch (NumberFormatException e) {
      throw new IOException("a chunk of the answer has no size: " + size, e);
    }
  }
}
