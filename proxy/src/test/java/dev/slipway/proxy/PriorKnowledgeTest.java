package dev.slipway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 on a plain port, and HTTP/1 beside it. */
class PriorKnowledgeTest {
  private static final long PATIENCE_SECONDS = 10;

  @TempDir Path directory;
  private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private RunningProxy proxy;
  private ScriptedBackend backend;
  private int port;

  @BeforeEach
  void start() throws Exception {
    proxy = new RunningProxy(directory);
    backend =
        ScriptedBackend.of(
            (request, out) -> {
              if (request.path().equals("/silent")) {
                Thread.sleep(5_000);
              }
              out.ok(request.line());
              return true;
            });
    port = proxy.apply(TableBuilder.generation(1).release("a", 100, backend.port()));
  }

  @AfterEach
  void stop() throws Exception {
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    proxy.close();
    backend.close();
  }

  @Test
  void a_client_that_knows_is_understood_on_a_plain_port() throws Exception {
    Channel connection = connect();
    open(connection, "/one");
    assertEquals("status 200", next());
    assertEquals("body GET /one HTTP/1.1", next());
    open(connection, "/two");
    assertEquals("status 200", next());
    assertEquals("body GET /two HTTP/1.1", next());
    assertEquals("GET /three HTTP/1.1", RawClient.getOnce(port, "/three").body());
    assertEquals(3, proxy.counts("a").path("status2xx").asInt());
    connection.close().sync();
  }

  @Test
  void a_stream_that_its_client_resets_is_aborted_and_frees_the_backend() throws Exception {
    Channel connection = connect();
    Http2StreamChannel stream = open(connection, "/silent");
    RunningProxy.await("it is open", () -> backend.requests.size() == 1);
    stream.close().sync();
    proxy.awaitCounts("aborted", all -> all.path("a").path("aborted").asInt() == 1 && all.path("a").path("inflight").asInt() == 0);
    open(connection, "/next");
    assertEquals("status 200", next());
    connection.close().sync();
  }

  private String next() throws InterruptedException {
    String event = seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertTrue(event != null);
    return event;
  }

  private Channel connect() throws InterruptedException {
    return new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        Http2FrameCodecBuilder.forClient().build(),
                        new Http2MultiplexHandler(
                            new ChannelInitializer<>() {
                              @Override
                              protected void initChannel(Channel pushed) {
                                pushed.close();
                              }
                            }));
              }
            })
        .connect("127.0.0.1", port)
        .sync()
        .channel();
  }

  private Http2StreamChannel open(Channel connection, String path) throws Exception {
    Http2StreamChannel stream = new Http2StreamChannelBootstrap(connection).handler(new Noting()).open().sync().getNow();
    Http2Headers headers = new DefaultHttp2Headers().method("GET").path(path).scheme("http").authority("shop");
    stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, true)).sync();
    return stream;
  }

  private final class Noting extends SimpleChannelInboundHandler<Http2StreamFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Http2StreamFrame frame) {
      if (frame instanceof Http2HeadersFrame headers) {
        seen.add("status " + headers.headers().status());
      } else if (frame instanceof Http2DataFrame data && data.content().isReadable()) {
        seen.add("body " + data.content().toString(StandardCharsets.UTF_8));
      }
    }
  }
}
