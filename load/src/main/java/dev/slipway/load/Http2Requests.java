package dev.slipway.load;

import java.util.ArrayList;
import java.util.List;

/** Sends requests as streams of a few long-lived HTTP/2 connections, in turn; one that says GOAWAY is replaced. */
final class Http2Requests {

    private final LoadContext context;
    private final List<Http2Connection> connections = new ArrayList<>();
    private int turn;

    Http2Requests(LoadContext context) {
        this.context = context;
        for (int i = 0; i < context.plan().http2Connections(); i++) {
            connections.add(new Http2Connection(context, this::sendAgain));
        }
    }

    void send(Exchange exchange) {
        next().send(exchange);
    }

    /** The server did not process the stream (RFC 9113, 8.7), so sending it again is safe and, a few times, not a failure. */
    private void sendAgain(Exchange exchange) {
        if (exchange.mayRetry()) {
            context.scoreboard().http2Retried();
            next().send(exchange);
        } else {
            exchange.fail(FailureCause.RESET);
        }
    }

    private Http2Connection next() {
        int place = Math.floorMod(turn++, connections.size());
        if (connections.get(place).usedUp()) {
            connections.set(place, new Http2Connection(context, this::sendAgain));
        }
        return connections.get(place);
    }

    void close() {
        connections.forEach(Http2Connection::close);
    }
}
