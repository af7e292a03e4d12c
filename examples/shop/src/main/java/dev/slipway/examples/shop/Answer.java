package dev.slipway.examples.shop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.HttpConversionUtil;
import java.nio.charset.StandardCharsets;

/** The answer to one request, with the headers that every answer of the shop has. */
final class Answer {

    private final ChannelHandlerContext ctx;
    private final Shop shop;
    private final boolean head;
    private final boolean keepAlive;
    private final String streamId;

    Answer(ChannelHandlerContext ctx, Shop shop, FullHttpRequest request) {
        this.ctx = ctx;
        this.shop = shop;
        this.head = request.method().equals(HttpMethod.HEAD);
        this.keepAlive = HttpUtil.isKeepAlive(request);
        this.streamId = request.headers().get(HttpConversionUtil.ExtensionHeaderNames.STREAM_ID.text(), "");
    }

    void text(HttpResponseStatus status, String text) {
        whole(status, "text/plain; charset=utf-8", Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    void json(HttpResponseStatus status, String json) {
        whole(status, "application/json", Unpooled.copiedBuffer(json, StandardCharsets.UTF_8));
    }

    void echo(FullHttpRequest request) {
        whole(HttpResponseStatus.OK, request.headers().get(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream"),
            request.content().copy());
    }

    /** A deliberate error, marked so that nobody blames the road for what the shop did. */
    void intendedFault() {
        DefaultFullHttpResponse response = response(HttpResponseStatus.INTERNAL_SERVER_ERROR, "text/plain",
            Unpooled.copiedBuffer("The shop is out of order.\n", StandardCharsets.UTF_8));
        response.headers().set("X-Shop-Fault", "intended");
        send(response);
    }

    /** The start of a streamed answer; the caller writes its content. */
    HttpResponse streamed(String contentType) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        decorate(response.headers(), contentType);
        if (streamId.isEmpty()) {
            HttpUtil.setTransferEncodingChunked(response, true);
        }
        return response;
    }

    /** Counts a request that is answered over time. */
    InFlight.Exchange begin() {
        return shop.inFlight().begin();
    }

    private void whole(HttpResponseStatus status, String contentType, ByteBuf content) {
        send(response(status, contentType, content));
    }

    private DefaultFullHttpResponse response(HttpResponseStatus status, String contentType, ByteBuf content) {
        int length = content.readableBytes();
        if (head) {
            content.release();
        }
        DefaultFullHttpResponse response =
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, head ? Unpooled.EMPTY_BUFFER : content);
        decorate(response.headers(), contentType);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
        return response;
    }

    private void send(DefaultFullHttpResponse response) {
        InFlight.Exchange exchange = begin();
        ctx.writeAndFlush(response).addListener(done -> exchange.end());
    }

    private void decorate(HttpHeaders headers, String contentType) {
        headers.set(HttpHeaderNames.CONTENT_TYPE, contentType)
            .set("X-Release", shop.release().version())
            .set("X-Content-Type-Options", "nosniff")
            .set("X-Frame-Options", "DENY")
            .set("Referrer-Policy", "no-referrer")
            .set("Content-Security-Policy", "default-src 'none'")
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        if (!streamId.isEmpty()) {
            headers.set(HttpConversionUtil.ExtensionHeaderNames.STREAM_ID.text(), streamId);
        } else if (shop.inFlight().draining() || !keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }
}
