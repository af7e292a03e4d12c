package dev.slipway.examples.shop;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A long response: a dot each 100 ms, and the word that says it came to its end. */
final class SlowPage {

    /** The last words of a response that was not cut. */
    static final String END = "done\n";
    private static final int CHUNK_MILLIS = 100;

    private SlowPage() { }

    static void stream(ChannelHandlerContext ctx, Answer answer, int millis) {
        InFlight.Exchange exchange = answer.begin();
        ctx.writeAndFlush(answer.streamed("text/plain"));
        next(ctx, exchange, millis);
    }

    private static void next(ChannelHandlerContext ctx, InFlight.Exchange exchange, int leftMillis) {
        if (!ctx.channel().isActive()) {
            exchange.end();
        } else if (leftMillis <= 0) {
            ctx.writeAndFlush(new DefaultLastHttpContent(Unpooled.copiedBuffer(END, StandardCharsets.US_ASCII)))
                .addListener(done -> exchange.end());
        } else {
            ctx.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(".", StandardCharsets.US_ASCII)));
            int pause = Math.min(CHUNK_MILLIS, leftMillis);
            ctx.executor().schedule(() -> next(ctx, exchange, leftMillis - pause), pause, TimeUnit.MILLISECONDS);
        }
    }
}
