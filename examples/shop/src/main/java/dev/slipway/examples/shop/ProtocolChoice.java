package dev.slipway.examples.shop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.util.List;

/** Builds the pipeline of a connection: HTTP/2 if its first bytes are the preface (RFC 9113, 3.3: prior knowledge), else HTTP/1.1. */
final class ProtocolChoice extends ChannelInitializer<SocketChannel> {

    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int PREFACE_START = 0x505249; // "PRI", the method of no HTTP/1.1 request

    private final Shop shop;
    private final ChannelGroup connections;

    ProtocolChoice(Shop shop, ChannelGroup connections) {
        this.shop = shop;
        this.connections = connections;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        connections.add(channel);
        channel.pipeline().addLast(new Sniffer());
    }

    private final class Sniffer extends ByteToMessageDecoder {
        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
            if (in.readableBytes() < 3) {
                return;
            }
            ChannelPipeline pipeline = ctx.pipeline();
            if (in.getUnsignedMedium(in.readerIndex()) == PREFACE_START) {
                pipeline.addLast(Http2FrameCodecBuilder.forServer().build(), new Http2MultiplexHandler(new Stream()));
            } else {
                pipeline.addLast(new HttpServerCodec(), new HttpServerKeepAliveHandler(),
                    new HttpObjectAggregator(MAX_BODY_BYTES), new ShopHandler(shop));
            }
            pipeline.remove(this);
        }
    }

    private final class Stream extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true),
                new HttpObjectAggregator(MAX_BODY_BYTES), new ShopHandler(shop));
        }
    }
}
