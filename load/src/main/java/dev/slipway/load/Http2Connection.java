package dev.slipway.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One HTTP/2 connection with prior knowledge (RFC 9113, 3.3) that is dialled with its first request. */
final class Http2Connection {

    private final LoadContext context;
    private final Consumer<Exchange> sendElsewhere;
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private @Nullable Channel channel;
    private boolean dialled;
    private boolean usedUp;

    Http2Connection(LoadContext context, Consumer<Exchange> sendElsewhere) {
        this.context = context;
        this.sendElsewhere = sendElsewhere;
    }

    /** Whether it takes no new streams any more; those that are open may still end. */
    boolean usedUp() {
        Channel c = channel;
        return usedUp || (c != null && !c.isActive());
    }

    void send(Exchange exchange) {
        Channel open = channel;
        if (open != null) {
            openStream(open, exchange);
            return;
        }
        waiting.add(exchange);
        if (!dialled) {
            dialled = true;
            context.dialer().dial(this::handlers, this::connected, this::refused);
        }
    }

    void close() {
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }

    private ChannelHandler[] handlers() {
        return new ChannelHandler[] {
            Http2FrameCodecBuilder.forClient().encoderEnforceMaxConcurrentStreams(true).gracefulShutdownTimeoutMillis(1_000).build(),
            new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel pushed) {
                    pushed.close();
                }
            }),
            new Farewell()};
    }

    private void connected(Channel open) {
        channel = open;
        for (Exchange next = waiting.poll(); next != null; next = waiting.poll()) {
            openStream(open, next);
        }
    }

    private void refused(FailureCause cause) {
        usedUp = true;
        for (Exchange next = waiting.poll(); next != null; next = waiting.poll()) {
            next.fail(cause);
        }
    }

    private void openStream(Channel open, Exchange exchange) {
        Http2Stream stream = new Http2Stream(exchange, this::untouched, sendElsewhere);
        new Http2StreamChannelBootstrap(open).handler(stream.pipeline()).open().addListener((Future<Http2StreamChannel> done) -> {
            if (done.isSuccess()) {
                stream.send(done.getNow());
            } else {
                untouched(exchange);
            }
        });
    }

    // The streams hear of a GOAWAY before the connection does, so it is put out of use here first.
    private void untouched(Exchange exchange) {
        usedUp = true;
        sendElsewhere.accept(exchange);
    }

    private final class Farewell extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            if (frame instanceof Http2GoAwayFrame) {
                usedUp = true;
            }
            ReferenceCountUtil.release(frame);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // The streams are told by the multiplexer and count themselves; the connection is only put out of use.
            usedUp = true;
            ctx.close();
        }
    }
}
