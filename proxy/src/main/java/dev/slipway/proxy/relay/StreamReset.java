package dev.slipway.proxy.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;

/** Ends one HTTP/2 stream; what else its connection carries goes on. */
final class StreamReset {
  private StreamReset() {}

  static void send(Channel stream, Http2Error why) {
    stream.writeAndFlush(new DefaultHttp2ResetFrame(why)).addListener(ChannelFutureListener.CLOSE);
  }
}
