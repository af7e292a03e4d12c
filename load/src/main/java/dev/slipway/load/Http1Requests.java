package dev.slipway.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Sends requests over HTTP/1.1, on connections of their own or on kept ones. */
final class Http1Requests {

    private final LoadContext context;
    // Oldest first, so that every kept connection is used again and none is spared a switch of releases.
    private final Deque<Http1Connection> idle = new ArrayDeque<>();

    Http1Requests(LoadContext context) {
        this.context = context;
    }

    void send(Exchange exchange, boolean onNewConnection) {
        Http1Connection kept = onNewConnection ? null : nextIdle();
        if (kept != null) {
            write(kept, exchange, true);
            return;
        }
        dial(exchange, !onNewConnection);
    }

    private void sendAgain(Exchange exchange) {
        context.scoreboard().sentAgain();
        dial(exchange, true);
    }

    private void dial(Exchange exchange, boolean keep) {
        Http1Connection connection = new Http1Connection(keep ? this::keep : closed -> { }, this::sendAgain);
        context.dialer().dial(
            () -> new ChannelHandler[] {new HttpClientCodec(), connection},
            channel -> write(connection, exchange, keep),
            exchange::fail);
    }

    void close() {
        idle.forEach(connection -> connection.channel().close());
        idle.clear();
    }

    private @Nullable Http1Connection nextIdle() {
        for (Http1Connection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            if (next.channel().isActive()) {
                return next;
            }
        }
        return null;
    }

    private void keep(Http1Connection connection) {
        if (idle.size() < context.plan().keepAliveConnections()) {
            idle.addLast(connection);
        } else {
            connection.channel().close();
        }
    }

    private static void write(Http1Connection connection, Exchange exchange, boolean keep) {
        Channel channel = connection.channel();
        if (exchange.over()) {
            channel.close();
            return;
        }
        FullHttpRequest request = exchange.toRequest();
        if (!keep) {
            request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        connection.carry(exchange, keep);
        channel.writeAndFlush(request).addListener(done -> {
            if (!done.isSuccess()) {
                connection.writeFailed();
            }
        });
    }
}
