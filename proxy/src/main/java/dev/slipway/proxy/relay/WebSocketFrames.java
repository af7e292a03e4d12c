package dev.slipway.proxy.relay;

import io.netty.buffer.ByteBuf;

/** Follows the frames (RFC 6455 §5.2) in a stream of bytes, to know where one ends: only there may another be put in. */
final class WebSocketFrames {
  private static final int TWO_BYTE_LENGTH = 126;
  private static final int EIGHT_BYTE_LENGTH = 127;
  private static final int MASK_BYTES = 4;

  private long payloadLeft;
  private long length;
  private int headBytesSeen;
  private int lengthBytesLeft;
  private int maskBytesLeft;

  /** Looks at bytes that pass, and leaves them as they are. */
  void follow(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (payloadLeft > 0) {
        int skipped = (int) Math.min(payloadLeft, end - at);
        payloadLeft -= skipped;
        at += skipped;
      } else {
        headByte(bytes.getByte(at++));
      }
    }
  }

  /** Whether the next byte begins a frame. */
  boolean isBetweenFrames() {
    return headBytesSeen == 0 && payloadLeft == 0;
  }

  private void headByte(byte value) {
    headBytesSeen++;
    if (headBytesSeen == 1) {
      return;
    }
    if (headBytesSeen == 2) {
      int shortLength = value & 0x7f;
      lengthBytesLeft = shortLength == TWO_BYTE_LENGTH ? 2 : shortLength == EIGHT_BYTE_LENGTH ? 8 : 0;
      length = lengthBytesLeft == 0 ? shortLength : 0;
      maskBytesLeft = value < 0 ? MASK_BYTES : 0;
    } else if (lengthBytesLeft > 0) {
      length = length << 8 | value & 0xff;
      lengthBytesLeft--;
    } else {
      maskBytesLeft--;
    }
    if (lengthBytesLeft == 0 && maskBytesLeft == 0) {
      payloadLeft = Math.max(0, length);
      headBytesSeen = 0;
    }
  }
}
