package dev.slipway.proxy.listen;

import dev.slipway.proxy.relay.Client;
import dev.slipway.proxy.relay.Downstream;
import dev.slipway.proxy.relay.RequestDecoder;
import dev.slipway.proxy.relay.ResponseEncoder;
import dev.slipway.proxy.relay.Worker;
import dev.slipway.proxy.traffic.TargetTraffic;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.util.List;
import java.util.Optional;

/** One accepted connection, and the handlers that its protocol needs. */
final class Connection {
  private static final int MAX_STREAMS = 256;
  private static final int STREAM_WINDOW_BYTES = 256 * 1024;
  private static final int MAX_HEADER_LIST_BYTES = 32 * 1024;

  private final Worker worker;
  private final TargetTraffic target;
  private final Client client;
  private final Channel channel;
  private final RequestDecoder decoder = new RequestDecoder();
  private final ResponseEncoder encoder = new ResponseEncoder();
  private final Downstream http1;

  Connection(Worker worker, TargetTraffic target, Client client, Channel channel) {
    this.worker = worker;
    this.target = target;
    this.client = client;
    this.channel = channel;
    this.http1 = new Downstream(worker, target, client, channel, Optional.of(decoder), Optional.of(encoder));
  }

  void becomeHttp1() {
    channel.pipeline().addLast(decoder, encoder, http1);
  }

  void becomeHttp2() {
    if (channel.pipeline().context(http1) != null) {
      List.of(decoder, encoder, http1).forEach(channel.pipeline()::remove);
    }
    Http2FrameCodec frames =
        Http2FrameCodecBuilder.forServer()
            .initialSettings(
                Http2Settings.defaultSettings()
                    .maxConcurrentStreams(MAX_STREAMS)
                    .initialWindowSize(STREAM_WINDOW_BYTES)
                    .maxHeaderListSize(MAX_HEADER_LIST_BYTES))
            .build();
    channel.pipeline().addLast(frames, new Http2Idle(frames), new Http2MultiplexHandler(new Streams()), new Hostile());
    worker.joined(channel);
  }

  /** What a connection does wrong is answered by the codec before it; a hostile client may not fill the log with it. */
  private static final class Hostile extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      if (!(cause instanceof Http2Exception)) {
        ctx.channel().close();
      }
    }
  }

  private final class Streams extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel stream) {
      Client facts = new Client(client.address(), client.scheme(), client.localAuthority(), client.preview(), true);
      stream
          .pipeline()
          .addLast(new Http2StreamFrameToHttpObjectCodec(true),
              new Downstream(worker, target, facts, stream, Optional.empty(), Optional.empty()));
    }
  }
}
