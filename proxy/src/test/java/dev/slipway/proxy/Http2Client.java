package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One HTTP/2 connection by prior knowledge that notes what every frame from the proxy says. */
final class Http2Client implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel connection;

  /** What came for the connection as a whole: GOAWAY, as "goaway CODE after STREAM". */
  final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  Http2Client(int port) throws InterruptedException {
    connection = new Bootstrap().group(group).channel(NioSocketChannel.class).handler(new Opened()).connect("127.0.0.1", port).sync()
        .channel();
  }

  /** One request and what came for it: "status N", "data TEXT", "reset CODE", "end", and "gone" in the end. */
  record Stream(Http2StreamChannel channel, BlockingQueue<String> seen) {
    String next() throws InterruptedException {
      return Http2Client.next(seen);
    }

    void expect(String... events) throws InterruptedException {
      for (String each : events) {
        assertEquals(each, next());
      }
    }

    int id() {
      return channel.stream().id();
    }
  }

  Stream get(String path) throws Exception {
    return send("GET", path, true);
  }

  /** The head of a request whose body is still to come. */
  Stream post(String path) throws Exception {
    return send("POST", path, false);
  }

  String next() throws InterruptedException {
    return next(seen);
  }

  boolean isClosedByProxy() throws InterruptedException {
    return connection.closeFuture().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  private Stream send(String method, String path, boolean whole) throws Exception {
    Noting noting = new Noting();
    Http2StreamChannel channel = new Http2StreamChannelBootstrap(connection).handler(noting).open().sync().getNow();
    var head = new DefaultHttp2Headers().method(method).path(path).scheme("http").authority("shop");
    channel.writeAndFlush(new DefaultHttp2HeadersFrame(head, whole)).sync();
    return new Stream(channel, noting.seen);
  }

  private static String next(BlockingQueue<String> seen) throws InterruptedException {
    return Optional.ofNullable(seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).orElse("nothing within " + PATIENCE_SECONDS + " s");
  }

  private final class Opened extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      var streams = new Http2MultiplexHandler(new ChannelInboundHandlerAdapter());
      channel.pipeline().addLast(Http2FrameCodecBuilder.forClient().build(), streams, new GoAways());
    }
  }

  private final class GoAways extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof Http2GoAwayFrame goAway) {
        seen.add("goaway " + Http2Error.valueOf(goAway.errorCode()) + " after " + goAway.lastStreamId());
      }
      ReferenceCountUtil.release(message);
    }
  }

  private static final class Noting extends SimpleChannelInboundHandler<Object> {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object frame) {
      if (frame instanceof Http2HeadersFrame headers) {
        seen.add("status " + headers.headers().status());
        noteEnd(headers.isEndStream());
      } else if (frame instanceof Http2DataFrame data) {
        if (data.content().isReadable()) {
          seen.add("data " + data.content().toString(StandardCharsets.UTF_8));
        }
        noteEnd(data.isEndStream());
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof Http2ResetFrame reset) {
        seen.add("reset " + Http2Error.valueOf(reset.errorCode()));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      seen.add("gone");
    }

    private void noteEnd(boolean end) {
      if (end) {
        seen.add("end");
      }
    }
  }
}
