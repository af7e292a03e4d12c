package dev.slipway.examples.shop;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The pages of the shop: one handler per connection (HTTP/1.1) or stream (HTTP/2). */
final class ShopHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final String ORDERS = "{\"orders\":[{\"id\":1,\"item\":\"rope\",\"count\":2},{\"id\":2,\"item\":\"anchor\",\"count\":1}]}";
    private static final int MAX_SLOW_MILLIS = 120_000;

    private final Shop shop;

    ShopHandler(Shop shop) {
        this.shop = shop;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        Answer answer = new Answer(ctx, shop, request);
        switch (uri.path()) {
            // Health is not a page: it stays quick and true whatever is wrong with the pages.
            case "/live" -> answer.json(HttpResponseStatus.OK, "{\"live\":true}");
            case "/ready" -> answer.json(ok(shop.health().ready()), shop.health().readiness());
            case "/health" -> answer.json(ok(shop.health().ready()), shop.health().detail());
            default -> page(ctx, answer, request, uri);
        }
    }

    private void page(ChannelHandlerContext ctx, Answer answer, FullHttpRequest request, QueryStringDecoder uri) {
        int extraMillis = shop.extraMillis();
        if (shop.nextPageFails()) {
            answer.intendedFault();
        } else if (extraMillis == 0) {
            serve(ctx, answer, request, uri);
        } else {
            InFlight.Exchange waiting = shop.inFlight().begin();
            request.retain();
            ctx.executor().schedule(() -> {
                try {
                    serve(ctx, answer, request, uri);
                } finally {
                    request.release();
                    waiting.end();
                }
            }, extraMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void serve(ChannelHandlerContext ctx, Answer answer, FullHttpRequest request, QueryStringDecoder uri) {
        switch (uri.path()) {
            case "/" -> answer.text(HttpResponseStatus.OK, "shop " + shop.release().version() + "\n");
            case "/api/orders" -> {
                if (request.method().equals(HttpMethod.POST)) {
                    answer.echo(request);
                } else {
                    answer.json(HttpResponseStatus.OK, ORDERS);
                }
            }
            case "/slow" -> SlowPage.stream(ctx, answer, number(uri, "ms", 3000, MAX_SLOW_MILLIS));
            case "/events" -> EventsPage.stream(ctx, answer, shop.inFlight(), number(uri, "every", 500, 60_000));
            case "/ws" -> EchoSocket.open(ctx, shop, answer, request);
            case "/parts" -> parts(answer, request, uri);
            default -> answer.text(HttpResponseStatus.NOT_FOUND, "There is no " + uri.path() + " in this shop.\n");
        }
    }

    /** {@code POST /parts?database=down}: makes a part ill or well, for those who test what watches it. */
    private void parts(Answer answer, FullHttpRequest request, QueryStringDecoder uri) {
        boolean known = request.method().equals(HttpMethod.POST) && !uri.parameters().isEmpty();
        for (var part : uri.parameters().entrySet()) {
            known &= shop.health().set(part.getKey(), part.getValue().equals(List.of("up")));
        }
        answer.json(known ? HttpResponseStatus.OK : HttpResponseStatus.BAD_REQUEST, shop.health().detail());
    }

    private static int number(QueryStringDecoder uri, String name, int otherwise, int most) {
        String text = uri.parameters().getOrDefault(name, List.of()).stream().findFirst().orElse("");
        return text.matches("\\d{1,9}") ? Math.min(Integer.parseInt(text), most) : otherwise;
    }

    private static HttpResponseStatus ok(boolean well) {
        return well ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A client that goes away is everyday life; anything else deserves a line in the log.
        if (!(cause instanceof IOException)) {
            System.err.println("shop: a connection failed: " + cause);
        }
        ctx.close();
    }
}
