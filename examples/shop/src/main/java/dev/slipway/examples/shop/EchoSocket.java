package dev.slipway.examples.shop;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

/** A WebSocket that says back what it hears, and says 1001 (going away, RFC 6455, 7.4.1) when the shop stops. */
final class EchoSocket extends SimpleChannelInboundHandler<WebSocketFrame> {

    private final WebSocketServerHandshaker handshaker;

    private EchoSocket(WebSocketServerHandshaker handshaker) {
        this.handshaker = handshaker;
    }

    static void open(ChannelHandlerContext ctx, Shop shop, Answer answer, FullHttpRequest request) {
        if (!request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            answer.text(HttpResponseStatus.UPGRADE_REQUIRED, "This page is a WebSocket.\n");
            return;
        }
        WebSocketServerHandshaker handshaker =
            new WebSocketServerHandshakerFactory("ws://" + request.headers().get(HttpHeaderNames.HOST, "") + "/ws", null, false)
                .newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel());
            return;
        }
        ctx.pipeline().remove(HttpServerKeepAliveHandler.class);
        HttpHeaders headers = new DefaultHttpHeaders().set("X-Release", shop.release().version());
        // Before the handshake, which puts the frame decoder in front: no frame finds the door without a host.
        ctx.pipeline().addAfter(ctx.name(), "echo", new EchoSocket(handshaker));
        handshaker.handshake(ctx.channel(), request, headers, ctx.newPromise()).addListener(done -> {
            if (done.isSuccess()) {
                InFlight.Exchange exchange = shop.inFlight().beginEndless(() -> goAway(ctx, handshaker));
                ctx.channel().closeFuture().addListener(closed -> exchange.end());
            } else {
                ctx.close();
            }
        });
    }

    private static void goAway(ChannelHandlerContext ctx, WebSocketServerHandshaker handshaker) {
        ctx.executor().execute(() ->
            handshaker.close(ctx.channel(), new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE)));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
            ctx.writeAndFlush(frame.retain());
        } else if (frame instanceof PingWebSocketFrame) {
            ctx.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame close) {
            handshaker.close(ctx.channel(), close.retain());
        }
    }
}
