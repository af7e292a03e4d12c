package dev.slipway.proxy.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/** Closes an HTTP/2 connection on which nothing was open or said for a while. */
final class Http2Idle extends IdleStateHandler {
  private static final int IDLE_SECONDS = 75;

  private final Http2FrameCodec frames;

  Http2Idle(Http2FrameCodec frames) {
    super(0, 0, IDLE_SECONDS);
    this.frames = frames;
  }

  @Override
  protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
    if (frames.connection().numActiveStreams() == 0) {
      ctx.close();
    }
  }
}
