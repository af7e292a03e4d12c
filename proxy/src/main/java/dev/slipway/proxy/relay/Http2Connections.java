package dev.slipway.proxy.relay;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import java.util.concurrent.TimeUnit;

/** The HTTP/2 connections of one event loop, which are told with GOAWAY when the proxy is about to stop. */
final class Http2Connections {
  private static final long WARNING_MILLIS = 1_000;
  private static final long LINGER_MILLIS = 5_000;
  private static final long POLL_MILLIS = 100;

  private final EventLoop eventLoop;
  private final ChannelGroup connections;
  private boolean leaving;
  private boolean gently;
  private long graceMillis;

  Http2Connections(EventLoop eventLoop) {
    this.eventLoop = eventLoop;
    this.connections = new DefaultChannelGroup(eventLoop);
  }

  int size() {
    return connections.size();
  }

  /** A connection with the codec of HTTP/2 in its pipeline. */
  void joined(Channel connection) {
    connections.add(connection);
    if (leaving) {
      // After what came with its first bytes.
      eventLoop.execute(() -> farewell(connection));
    }
  }

  /**
   * All of them end when their last stream has.
   *
   * @param longestMillis when one closes with streams still open on it
   */
  void leave(long longestMillis) {
    leaving = true;
    graceMillis = longestMillis;
    gently = false;
    connections.forEach(this::farewell);
  }

  /**
   * As {@link #leave}, but each client is told a moment before, so that none of its requests crosses the last word (RFC 9113 §6.8).
   */
  void leaveGently(long longestMillis) {
    leaving = true;
    gently = true;
    graceMillis = longestMillis;
    connections.forEach(this::farewell);
  }

  private void farewell(Channel connection) {
    if (gently) {
      connection.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(Integer.MAX_VALUE));
      eventLoop.schedule(() -> sayGoAway(connection), WARNING_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      sayGoAway(connection);
    }
  }

  /** The codec closes when the last stream has ended; unless it is told how long to wait for that, it does not wait at all. */
  private void sayGoAway(Channel connection) {
    Http2FrameCodec codec = connection.pipeline().get(Http2FrameCodec.class);
    if (codec == null) {
      connection.close();
      return;
    }
    codec.gracefulShutdownTimeoutMillis(graceMillis);
    if (gently) {
      connection.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
      closeLater(connection, codec, graceMillis);
    } else {
      connection.close();
    }
  }

  /**
   * A client that is late sends on, and what it sends to a closed socket would be answered with a reset before it has read that nobody took
   * its requests: so the connection stays for a while after its last stream.
   */
  private void closeLater(Channel connection, Http2FrameCodec codec, long leftMillis) {
    if (leftMillis <= 0 || codec.connection().numActiveStreams() == 0) {
      eventLoop.schedule(() -> connection.close(), leftMillis <= 0 ? 0 : LINGER_MILLIS, TimeUnit.MILLISECONDS);
    } else if (connection.isActive()) {
      eventLoop.schedule(() -> closeLater(connection, codec, leftMillis - POLL_MILLIS), POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
