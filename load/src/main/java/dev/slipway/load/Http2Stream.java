package dev.slipway.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.codec.http2.HttpConversionUtil;
import java.util.function.Consumer;

/** One request as an HTTP/2 stream. */
final class Http2Stream extends SimpleChannelInboundHandler<HttpObject> {

    private final Exchange exchange;
    private final Consumer<Exchange> connectionIsGone;
    private final Consumer<Exchange> refused;
    private boolean sent;
    private boolean handedOn;

    /**
     * Of the two that take an exchange the server did not look at, one is told at most, and at most once.
     *
     * @param connectionIsGone no further stream has a chance on this connection
     * @param refused this stream was one too many (RFC 9113, 5.1.2), as can happen before the server's limit has arrived; the others go on
     */
    Http2Stream(Exchange exchange, Consumer<Exchange> connectionIsGone, Consumer<Exchange> refused) {
        this.exchange = exchange;
        this.connectionIsGone = connectionIsGone;
        this.refused = refused;
    }

    ChannelInitializer<Channel> pipeline() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(false), Http2Stream.this);
            }
        };
    }

    void send(Channel stream) {
        exchange.abortWith(stream::close);
        FullHttpRequest request = exchange.toRequest();
        request.headers().set(HttpConversionUtil.ExtensionHeaderNames.SCHEME.text(), "http");
        stream.writeAndFlush(request).addListener(done -> {
            sent = done.isSuccess();
            if (!sent && !exchange.started()) {
                handOn(connectionIsGone);
            }
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        if (message instanceof HttpResponse response && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            exchange.onHeaders(response);
        }
        if (message instanceof HttpContent content && exchange.started()) {
            exchange.onContent(content.content());
            if (message instanceof LastHttpContent) {
                exchange.onEnd();
            }
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        // GOAWAY reaches only the streams above its last id: those the server did not look at.
        if (event instanceof Http2GoAwayFrame && !exchange.started()) {
            handOn(connectionIsGone);
        } else if (event instanceof Http2ResetFrame reset && reset.errorCode() == Http2Error.REFUSED_STREAM.code() && !exchange.started()) {
            handOn(refused);
        } else if (event instanceof Http2ResetFrame && !handedOn) {
            exchange.fail(exchange.started() ? FailureCause.CUT_RESPONSE : FailureCause.RESET);
        }
        ctx.fireUserEventTriggered(event);
    }

    private void handOn(Consumer<Exchange> to) {
        if (!handedOn && !exchange.over()) {
            handedOn = true;
            to.accept(exchange);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        // What did not leave this machine whole, nobody can have acted on.
        if (!sent && !exchange.started()) {
            handOn(connectionIsGone);
        } else if (!handedOn) {
            exchange.fail(exchange.started() ? FailureCause.CUT_RESPONSE : FailureCause.CLOSED_BEFORE_RESPONSE);
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!handedOn) {
            exchange.fail(FailureCause.PROTOCOL_ERROR);
        }
        ctx.close();
    }
}
