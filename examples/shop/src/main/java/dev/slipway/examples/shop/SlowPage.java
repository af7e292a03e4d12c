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
        next(ctx, exchange, ctx.executor().ticker().nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** By the clock and not by the number of dots: a machine with too much to do sends fewer of them and is not late with the end. */
    private static void next(ChannelHandlerContext ctx, InFlight.Exchange exchange, long endNanos) {
        long leftNanos = endNanos - ctx.executor().ticker().nanoTime();
        if (!ctx.channel().isActive()) {
            exchange.end();
        } else if (leftNanos <= 0) {
            ctx.writeAndFlush(new DefaultLastHttpContent(Unpooled.copiedBuffer(END, StandardCharsets.US_ASCII)))
                .addListener(done -> exchange.end());
        } else {
            ctx.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(".", StandardCharsets.US_ASCII)));
            long pauseNanos = Math.min(TimeUnit.MILLISECONDS.toNanos(CHUNK_MILLIS), leftNanos);
            ctx.executor().schedule(() -> next(ctx, exchange, endNanos), pauseNanos, TimeUnit.NANOSECONDS);
        }
    }
}
