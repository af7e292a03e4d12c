package dev.slipway.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A real server for what is held open: WebSockets, event streams, HTTP/2; its connections end the way a test says. */
final class HoldingServer implements AutoCloseable {

    final AtomicLong http2Requests = new AtomicLong();
    /** So many streams are refused before the first is answered. */
    final AtomicLong http2Refusals = new AtomicLong();
    final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listener;

    private HoldingServer(ChannelHandlers pipeline) throws InterruptedException {
        listener = new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class).childHandler(initializer(channel -> {
            connections.add(channel);
            channel.pipeline().addLast(pipeline.of(this));
        })).bind("127.0.0.1", 0).sync().channel();
    }

    private interface ChannelHandlers {
        ChannelHandler[] of(HoldingServer server);
    }

    private interface Setup {
        void apply(Channel channel);
    }

    /** Echoes, save the message number {@code spoilAt}, which comes back changed; 0 spoils none. */
    static HoldingServer echoing(int spoilAt) throws InterruptedException {
        return new HoldingServer(server -> new ChannelHandler[] {new HttpServerCodec(), new HttpObjectAggregator(65_536),
            new WebSocketServerProtocolHandler("/ws"), new SimpleChannelInboundHandler<TextWebSocketFrame>() {
                @Override
                protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
                    boolean spoil = frame.text().equals(Integer.toString(spoilAt));
                    ctx.writeAndFlush(spoil ? new TextWebSocketFrame("wrong") : frame.retain());
                }
            }});
    }

    /** Sends events 1, 2, …; without {@code skip} of them. */
    static HoldingServer streaming(int skip) throws InterruptedException {
        return new HoldingServer(server -> new ChannelHandler[] {new HttpServerCodec(), new HttpObjectAggregator(65_536),
            new SimpleChannelInboundHandler<FullHttpRequest>() {
                @Override
                protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
                    DefaultHttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
                    HttpUtil.setTransferEncodingChunked(response, true);
                    ctx.write(response);
                    for (int id = 1; id <= 10; id++) {
                        if (id != skip) {
                            ctx.write(new DefaultHttpContent(Unpooled.copiedBuffer("id: " + id + "\ndata: x\n\n", StandardCharsets.US_ASCII)));
                        }
                    }
                    ctx.flush();
                }
            }});
    }

    static HoldingServer http2() throws InterruptedException {
        return new HoldingServer(server -> new ChannelHandler[] {Http2FrameCodecBuilder.forServer().build(),
            new Http2MultiplexHandler(initializer(stream -> stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true),
                new HttpObjectAggregator(65_536), new Http2Answers(server.http2Requests, server.http2Refusals))))});
    }

    private static ChannelInitializer<Channel> initializer(Setup setup) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                setup.apply(channel);
            }
        };
    }

    void sayGoingAway() {
        connections.writeAndFlush(new CloseWebSocketFrame(1001, "drained"));
    }

    void endStreams() {
        connections.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /**
     * Says GOAWAY on all connections and leaves them open, since a close would reset those with unread requests and lose the word.
     *
     * @param extraStreams how many more streams it still answers, beyond those it has seen
     */
    void sayGoAway(int extraStreams) {
        connections.forEach(connection -> connection.eventLoop().execute(() -> connection.writeAndFlush(
            new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(extraStreams))));
    }

    /** Ends all connections with nothing more said. */
    void closeConnections() {
        connections.close();
    }

    String url() {
        return "http://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
