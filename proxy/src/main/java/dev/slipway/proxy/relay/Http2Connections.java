package dev.slipway.proxy.relay;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import java.util.concurrent.TimeUnit;

/** The HTTP/2 connections of one event loop, which are told with GOAWAY when the proxy is about to stop. */
final class Http2Connections {
  private static final long WARNING_MILLIS = 1_000;

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
    Http2ConnectionHandler codec = connection.pipeline().get(Http2ConnectionHandler.class);
    if (codec != null) {
      codec.gracefulShutdownTimeoutMillis(graceMillis);
    }
    connection.close();
  }
}
