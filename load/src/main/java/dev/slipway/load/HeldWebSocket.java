package dev.slipway.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket that says 1, 2, 3 … and must hear each again, in order. */
final class HeldWebSocket implements HeldConnection {

    private static final int GOING_AWAY = WebSocketCloseStatus.ENDPOINT_UNAVAILABLE.code();

    private final LoadContext context;
    private @Nullable Session session;
    private boolean finished;

    HeldWebSocket(LoadContext context) {
        this.context = context;
    }

    @Override
    public void open() {
        if (finished) {
            return;
        }
        Session next = new Session();
        session = next;
        context.dialer().dial(next::handlers, channel -> { }, next::refused);
    }

    @Override
    public void close() {
        finished = true;
        Session current = session;
        if (current != null) {
            current.close();
        }
    }

    private void reopen() {
        if (!finished) {
            context.scoreboard().connectionReopened();
            context.dialer().later(REOPEN_MILLIS, this::open);
        }
    }

    /** From one handshake to the end of its connection. */
    private final class Session extends SimpleChannelInboundHandler<WebSocketFrame> {
        private @Nullable Channel channel;
        private boolean upgraded;
        private boolean over;
        private long said;
        private long heard;
        private long oldestUnheardNanos;

        private ChannelHandler[] handlers() {
            LoadPlan plan = context.plan();
            WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri("ws://" + plan.target().authority() + plan.paths().webSocket())
                .version(WebSocketVersion.V13).handleCloseFrames(false)
                .handshakeTimeoutMillis(plan.requestTimeoutMillis()).build();
            return new ChannelHandler[] {new HttpClientCodec(), new HttpObjectAggregator(65_536),
                new WebSocketClientProtocolHandler(config), this};
        }

        private void refused(FailureCause cause) {
            if (!over && !finished) {
                over = true;
                context.scoreboard().heldConnectionFailed(cause);
                reopen();
            }
        }

        private void close() {
            over = true;
            Channel c = channel;
            if (c != null) {
                c.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE)).addListener(done -> c.close());
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                upgraded = true;
                channel = ctx.channel();
                say(ctx);
            }
            ctx.fireUserEventTriggered(event);
        }

        private void say(ChannelHandlerContext ctx) {
            if (over) {
                return;
            }
            long now = context.nanoClock().getAsLong();
            if (said == heard) {
                oldestUnheardNanos = now;
            } else if (now - oldestUnheardNanos > context.plan().requestTimeoutMillis() * 1_000_000L) {
                spoiled(ctx, FailureCause.TIMEOUT);
                return;
            }
            said++;
            ctx.writeAndFlush(new TextWebSocketFrame(Long.toString(said)));
            ctx.executor().schedule(() -> say(ctx), LoadPlan.WEBSOCKET_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
            if (over) {
                return;
            }
            if (frame instanceof TextWebSocketFrame text) {
                if (!text.text().equals(Long.toString(heard + 1))) {
                    spoiled(ctx, FailureCause.BODY_MISMATCH);
                    return;
                }
                heard++;
                oldestUnheardNanos = context.nanoClock().getAsLong();
                context.scoreboard().webSocketEchoed();
            } else if (frame instanceof CloseWebSocketFrame close) {
                ended(ctx, close.statusCode() == GOING_AWAY);
            }
        }

        private void spoiled(ChannelHandlerContext ctx, FailureCause cause) {
            context.scoreboard().heldConnectionFailed(cause);
            over = true;
            ctx.close();
            reopen();
        }

        private void ended(ChannelHandlerContext ctx, boolean announced) {
            if (over) {
                return;
            }
            over = true;
            if (announced) {
                context.scoreboard().connectionDrained();
            } else {
                context.scoreboard().connectionDropped();
            }
            ctx.close();
            reopen();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (upgraded) {
                ended(ctx, false);
            } else {
                refused(FailureCause.WEBSOCKET_REFUSED);
            }
            ctx.fireChannelInactive();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (cause instanceof WebSocketClientHandshakeException refusal && refusal.response() != null
                && context.meantByApp(refusal.response()) && !over && !finished) {
                over = true;
                context.scoreboard().heldConnectionFailedInApp();
                reopen();
            }
            // Another refused upgrade or a reset: both end in channelInactive, which counts them.
            ctx.close();
        }
    }
}
