package dev.slipway.proxy.relay;

import io.netty.buffer.ByteBuf;

/**
 * An answer of server-sent events. It may end between two of them and nothing is lost: its client asks again, with the id of the last one
 * (WHATWG HTML §9.2).
 */
final class EventStream {
  private static final long CLOSING_NANOS = 1_000_000_000L;
  private static final int LOOK_BACK_BYTES = 4;

  /** Ends of lines that came one after the other last; two of them end an event. */
  private int lineEnds = 2;
  private boolean afterReturn;
  private boolean closing;
  private long closeAtNanos;

  void follow(ByteBuf bytes) {
    int from = bytes.readerIndex();
    if (bytes.readableBytes() >= LOOK_BACK_BYTES) {
      from = bytes.writerIndex() - LOOK_BACK_BYTES;
      lineEnds = 0;
      afterReturn = false;
    }
    for (int i = from; i < bytes.writerIndex(); i++) {
      follow(bytes.getByte(i));
    }
  }

  private void follow(byte each) {
    if (each == '\r') {
      lineEnds++;
    } else if (each != '\n') {
      lineEnds = 0;
    } else if (!afterReturn) {
      lineEnds++;
    }
    afterReturn = each == '\r';
  }

  boolean isBetweenEvents() {
    return lineEnds >= 2;
  }

  /** Whether the moment is over in which an event that has begun may end. */
  boolean isOverdue(long nowNanos) {
    if (!closing) {
      closing = true;
      closeAtNanos = nowNanos + CLOSING_NANOS;
    }
    return nowNanos - closeAtNanos >= 0;
  }
}
