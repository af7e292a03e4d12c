package dev.slipway.load;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.HttpConversionUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Answers one stream with two bytes, or refuses it. */
final class Http2Answers extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final AtomicLong answered;
    private final AtomicLong refusals;

    Http2Answers(AtomicLong answered, AtomicLong refusals) {
        this.answered = answered;
        this.refusals = refusals;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (refusals.getAndDecrement() > 0) {
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM));
            return;
        }
        answered.incrementAndGet();
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK,
            Unpooled.copiedBuffer("ok", StandardCharsets.US_ASCII));
        response.headers().set("X-Release", "2.0.0").set(HttpHeaderNames.CONTENT_LENGTH, 2);
        response.headers().set(HttpConversionUtil.ExtensionHeaderNames.STREAM_ID.text(),
            request.headers().get(HttpConversionUtil.ExtensionHeaderNames.STREAM_ID.text(), "1"));
        ctx.writeAndFlush(response);
    }
}
