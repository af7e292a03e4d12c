package dev.slipway.examples.shop;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The requests being answered, and what to do with those that never end by themselves when the shop stops. */
final class InFlight {

    private final Set<Exchange> open = new LinkedHashSet<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private boolean draining;

    /** One request from its arrival to the last byte of its answer. */
    final class Exchange {
        private final Runnable bringToEnd;

        private Exchange(Runnable bringToEnd) {
            this.bringToEnd = bringToEnd;
        }

        void end() {
            InFlight.this.end(this);
        }
    }

    /** A request that ends by itself. */
    Exchange begin() {
        return beginEndless(() -> { });
    }

    /** A stream or WebSocket: {@code bringToEnd} closes it in an orderly way once the shop drains. */
    Exchange beginEndless(Runnable bringToEnd) {
        Exchange exchange = new Exchange(bringToEnd);
        boolean endNow;
        synchronized (this) {
            open.add(exchange);
            endNow = draining;
        }
        if (endNow) {
            bringToEnd.run();
        }
        return exchange;
    }

    synchronized boolean draining() {
        return draining;
    }

    synchronized int count() {
        return open.size();
    }

    /** Completes when nothing is in flight any more. */
    CompletableFuture<Void> drain() {
        List<Exchange> now;
        synchronized (this) {
            draining = true;
            now = new ArrayList<>(open);
            if (open.isEmpty()) {
                drained.complete(null);
            }
        }
        now.forEach(e -> e.bringToEnd.run());
        return drained;
    }

    private synchronized void end(Exchange exchange) {
        if (open.remove(exchange) && draining && open.isEmpty()) {
            drained.complete(null);
        }
    }
}
