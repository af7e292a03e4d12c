package dev.slipway.proxy.relay;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http2.Http2ConnectionHandler;

/** The HTTP/2 connections of one event loop, which are told with GOAWAY when the proxy is about to stop. */
final class Http2Connections {
  private final EventLoop eventLoop;
  private final ChannelGroup connections;
  private boolean leaving;
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
      eventLoop.execute(() -> sayGoAway(connection));
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
    connections.forEach(this::sayGoAway);
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
