package dev.slipway.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** A connection that was upgraded: bytes go both ways as they come, and a WebSocket is told before it must go. */
final class Tunnel {
  private static final long CLOSING_NANOS = 1_000_000_000L;
  /** A close frame with status 1001, "going away" (RFC 6455 §7.4.1), from a server. */
  private static final byte[] CLOSE_TO_CLIENT = {(byte) 0x88, 0x02, 0x03, (byte) 0xE9};
  /** The same from a client, masked with zeros. */
  private static final byte[] CLOSE_TO_BACKEND = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xE9};

  private final Downstream client;
  private final Upstream upstream;
  private final boolean webSocket;
  private final WebSocketFrames toClient = new WebSocketFrames();
  private final WebSocketFrames toBackend = new WebSocketFrames();
  private boolean closing;
  private boolean clientTold;
  private boolean backendTold;
  private long closeAtNanos;

  Tunnel(Downstream client, Upstream upstream, boolean webSocket) {
    this.client = client;
    this.upstream = upstream;
    this.webSocket = webSocket;
  }

  void fromBackend(ByteBuf bytes) {
    if (webSocket) {
      toClient.follow(bytes);
    }
    if (!client.answers().bytes(bytes)) {
      upstream.readAll(false);
    }
  }

  void fromClient(ByteBuf bytes) {
    if (webSocket) {
      toBackend.follow(bytes);
    }
    upstream.channel().writeAndFlush(bytes, upstream.channel().voidPromise());
    if (!upstream.isWritable()) {
      client.readRequest(false);
    }
  }

  /**
   * Sends both sides a close frame where one fits in; to be called again until it is done.
   *
   * @return whether the moment for an orderly end is over
   */
  boolean sayGoingAway(long nowNanos) {
    if (!webSocket) {
      return true;
    }
    if (!closing) {
      closing = true;
      closeAtNanos = nowNanos + CLOSING_NANOS;
    }
    if (!clientTold && toClient.isBetweenFrames()) {
      clientTold = true;
      client.answers().bytes(Unpooled.wrappedBuffer(CLOSE_TO_CLIENT));
    }
    if (!backendTold && toBackend.isBetweenFrames()) {
      backendTold = true;
      upstream.channel().writeAndFlush(Unpooled.wrappedBuffer(CLOSE_TO_BACKEND));
    }
    return nowNanos - closeAtNanos >= 0;
  }
}
