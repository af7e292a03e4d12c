package dev.slipway.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection with at most one request on it. */
final class Http1Connection extends SimpleChannelInboundHandler<HttpObject> {

    private final Consumer<Http1Connection> whenIdle;
    private final Consumer<Exchange> sendAgain;
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable Exchange exchange;
    private int carried;
    private boolean keep;
    private boolean interim;

    /** @param sendAgain takes a request that may be sent once more, as the kept connection that it went to has ended */
    Http1Connection(Consumer<Http1Connection> whenIdle, Consumer<Exchange> sendAgain) {
        this.whenIdle = whenIdle;
        this.sendAgain = sendAgain;
    }

    Channel channel() {
        ChannelHandlerContext c = ctx;
        if (c == null) {
            throw new IllegalStateException("The connection is used before it is open");
        }
        return c.channel();
    }

    void carry(Exchange next, boolean keepAfterwards) {
        exchange = next;
        keep = keepAfterwards;
        carried++;
        next.abortWith(() -> channel().close());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        Exchange current = exchange;
        if (current == null) {
            // An answer nobody asked for, such as 408 on an idle connection: not a lost request.
            context.close();
            return;
        }
        if (message.decoderResult().isFailure()) {
            over(current.started() ? FailureCause.CUT_RESPONSE : FailureCause.PROTOCOL_ERROR);
            return;
        }
        if (message instanceof HttpResponse response) {
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (!interim) {
                keep &= HttpUtil.isKeepAlive(response);
                current.onHeaders(response);
            }
        }
        if (message instanceof HttpContent content && !interim) {
            ByteBuf bytes = content.content();
            current.onContent(bytes);
            if (message instanceof LastHttpContent) {
                current.onEnd();
                exchange = null;
                release(context);
            }
        }
    }

    private void release(ChannelHandlerContext context) {
        if (keep) {
            whenIdle.accept(this);
        } else {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Exchange current = exchange;
        if (current != null) {
            over(current.started() ? FailureCause.CUT_RESPONSE
                : carried > 1 ? FailureCause.CLOSED_ON_REUSE : FailureCause.CLOSED_BEFORE_RESPONSE);
        }
        context.fireChannelInactive();
    }

    void writeFailed() {
        over(carried > 1 ? FailureCause.CLOSED_ON_REUSE : FailureCause.RESET);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        over(cause instanceof IOException ? FailureCause.RESET : FailureCause.PROTOCOL_ERROR);
    }

    private void over(FailureCause cause) {
        Exchange current = exchange;
        exchange = null;
        boolean ended = carried > 1 && (cause == FailureCause.CLOSED_ON_REUSE || cause == FailureCause.RESET);
        if (current != null && ended && current.sendsAgain()) {
            sendAgain.accept(current);
        } else if (current != null) {
            current.fail(cause);
        }
        channel().close();
    }
}
