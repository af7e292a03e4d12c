package dev.slipway.examples.shop;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Server-sent events with ids 1, 2, 3 …; ends in an orderly way when the shop stops, and the browser comes back elsewhere. */
final class EventsPage {

    private final ChannelHandlerContext ctx;
    private final int everyMillis;
    private InFlight.Exchange exchange;
    private long id;
    private boolean over;

    private EventsPage(ChannelHandlerContext ctx, InFlight inFlight, int everyMillis) {
        this.ctx = ctx;
        this.everyMillis = Math.max(everyMillis, 10);
        this.exchange = inFlight.beginEndless(() -> ctx.executor().execute(this::end));
    }

    static void stream(ChannelHandlerContext ctx, Answer answer, InFlight inFlight, int everyMillis) {
        ctx.writeAndFlush(answer.streamed("text/event-stream"));
        EventsPage page = new EventsPage(ctx, inFlight, everyMillis);
        ctx.channel().closeFuture().addListener(closed -> page.exchange.end());
        page.next();
    }

    private void next() {
        if (over || !ctx.channel().isActive()) {
            return;
        }
        id++;
        ctx.writeAndFlush(new DefaultHttpContent(
            Unpooled.copiedBuffer("id: " + id + "\ndata: {\"tick\":" + id + "}\n\n", StandardCharsets.US_ASCII)));
        ctx.executor().schedule(this::next, everyMillis, TimeUnit.MILLISECONDS);
    }

    private void end() {
        if (!over) {
            over = true;
            ctx.writeAndFlush(new DefaultLastHttpContent(
                    Unpooled.copiedBuffer("event: goodbye\ndata: {}\n\n", StandardCharsets.US_ASCII)))
                .addListener(done -> exchange.end());
        }
    }
}
