package dev.slipway.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A stream of server-sent events whose ids must follow one another; an orderly end is told from a cut. */
final class HeldEventStream implements HeldConnection {

    private static final int MOST_LINE_CHARS = 65_536;

    private final LoadContext context;
    private @Nullable Channel channel;
    private boolean finished;

    HeldEventStream(LoadContext context) {
        this.context = context;
    }

    @Override
    public void open() {
        if (!finished) {
            Session session = new Session();
            context.dialer().dial(() -> new ChannelHandler[] {new HttpClientCodec(), session}, this::ask, session::failed);
        }
    }

    private void ask(Channel opened) {
        channel = opened;
        DefaultFullHttpRequest request =
            new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, context.plan().paths().events());
        request.headers().set(HttpHeaderNames.HOST, context.plan().target().authority()).set(HttpHeaderNames.ACCEPT, "text/event-stream");
        opened.writeAndFlush(request);
    }

    @Override
    public void close() {
        finished = true;
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }

    /** From one request to the end of its answer. */
    private final class Session extends SimpleChannelInboundHandler<HttpObject> {
        private final StringBuilder line = new StringBuilder();
        private boolean streaming;
        private boolean over;
        private long lastId = -1;

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
            if (message instanceof HttpResponse response) {
                streaming = response.status().code() == 200;
                if (!streaming) {
                    refused(response);
                    ctx.close();
                    return;
                }
            }
            if (message instanceof HttpContent content && !over && content.decoderResult().isSuccess()) {
                read(ctx, content.content().toString(StandardCharsets.UTF_8));
                if (message instanceof LastHttpContent) {
                    ended(true);
                    ctx.close();
                }
            }
        }

        private void read(ChannelHandlerContext ctx, String text) {
            for (int i = 0; i < text.length() && !over; i++) {
                char c = text.charAt(i);
                if (c == '\n') {
                    readLine(ctx);
                    line.setLength(0);
                } else if (line.length() < MOST_LINE_CHARS) {
                    line.append(c);
                }
            }
        }

        private void readLine(ChannelHandlerContext ctx) {
            String whole = line.toString().strip();
            if (!whole.matches("id: ?\\d{1,18}")) {
                return;
            }
            long id = Long.parseLong(whole.substring(3).strip());
            if (lastId >= 0 && id != lastId + 1) {
                failed(FailureCause.BODY_MISMATCH);
                ctx.close();
                return;
            }
            lastId = id;
            context.scoreboard().eventSeen();
        }

        private void refused(HttpResponse response) {
            if (!context.meantByApp(response)) {
                failed(response.status().code() >= 500 ? FailureCause.STATUS_5XX : FailureCause.STATUS_4XX);
            } else if (!over && !finished) {
                over = true;
                context.scoreboard().heldConnectionFailedInApp();
                reopen();
            }
        }

        private void failed(FailureCause cause) {
            if (!over && !finished) {
                context.scoreboard().heldConnectionFailed(cause);
                reopen();
            }
            over = true;
        }

        private void ended(boolean orderly) {
            if (!over && !finished) {
                if (orderly) {
                    context.scoreboard().connectionDrained();
                } else {
                    context.scoreboard().connectionDropped();
                }
                reopen();
            }
            over = true;
        }

        private void reopen() {
            context.scoreboard().connectionReopened();
            context.dialer().later(REOPEN_MILLIS, HeldEventStream.this::open);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (streaming) {
                ended(false);
            } else {
                failed(FailureCause.CLOSED_BEFORE_RESPONSE);
            }
            ctx.fireChannelInactive();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // A reset ends in channelInactive, which counts it.
            ctx.close();
        }
    }
}
