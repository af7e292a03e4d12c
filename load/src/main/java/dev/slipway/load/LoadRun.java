package dev.slipway.load;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A load under way; it ends by its plan, or earlier by {@link #finish}. */
public final class LoadRun implements AutoCloseable {

    private static final int TICK_MILLIS = 1;
    private static final int SWEEP_EVERY_TICKS = 50;
    // Between two looks at the network, so that catching up after a pause does not starve the answers.
    private static final int MOST_SENT_PER_TICK = 500;

    private final EventLoopGroup group;
    private final EventLoop loop;
    private final LoadPlan plan;
    private final LongSupplier nanoClock;
    private final Pacer pacer;
    private final Scoreboard scoreboard;
    private final LoadContext context;
    private final Http1Requests http1;
    private final Http2Requests http2;
    private final List<HeldConnection> held = new ArrayList<>();
    private final List<Exchange> inFlight = new ArrayList<>();
    private final CompletableFuture<LoadReport> done = new CompletableFuture<>();
    private long next;
    private long ticks;
    private boolean stopping;

    private LoadRun(LoadPlan plan, LongSupplier nanoClock, InstantSource wallClock) {
        this.plan = plan;
        this.nanoClock = nanoClock;
        this.group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        this.loop = group.next();
        long startNanos = nanoClock.getAsLong();
        this.pacer = new Pacer(startNanos, plan.requestsPerSecond(), plan.rampSeconds(), plan.requestsPerSecond() == 0 ? 0 : plan.maxRequests());
        this.scoreboard = new Scoreboard(nanoClock, startNanos, plan.rampSeconds(), wallClock.millis());
        this.context = new LoadContext(plan, new Dialer(loop, plan.target(), scoreboard), scoreboard,
            new VirtualUsers(plan.users(), plan.userCookie(), scoreboard), nanoClock);
        this.http1 = new Http1Requests(context);
        this.http2 = new Http2Requests(context);
    }

    /** Begins at once, on a thread of its own. */
    public static LoadRun start(LoadPlan plan) {
        LoadRun run = new LoadRun(plan, System::nanoTime, InstantSource.system());
        run.loop.execute(run::begin);
        return run;
    }

    /** What was seen so far. */
    public LoadReport snapshot() {
        CompletableFuture<LoadReport> report = new CompletableFuture<>();
        onLoop(() -> report.complete(scoreboard.report()));
        return report.applyToEither(done, either -> either).orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Sends nothing new, waits for what is in flight (at most the request timeout) and reports. */
    public LoadReport finish() {
        onLoop(() -> stopping = true);
        return await(plan.requestTimeoutMillis() + 10_000L);
    }

    /** Waits until the plan is fulfilled, and reports. */
    public LoadReport await() {
        return await(plan.maxSeconds() * 1_000L + plan.requestTimeoutMillis() + 10_000L);
    }

    /** Waits at most so long; whether the run is over. */
    public boolean awaitMillis(long mostMillis) {
        return done.thenApply(report -> true).completeOnTimeout(false, mostMillis, TimeUnit.MILLISECONDS).join();
    }

    @Override
    public void close() {
        finish();
    }

    private void onLoop(Runnable work) {
        try {
            loop.execute(work);
        } catch (RejectedExecutionException e) {
            // Only a run that has ended refuses work; whoever asked gets its last report.
            if (!done.isDone()) {
                throw e;
            }
        }
    }

    private LoadReport await(long mostMillis) {
        return done.copy().orTimeout(mostMillis, TimeUnit.MILLISECONDS).join();
    }

    private void begin() {
        for (int i = 0; i < plan.webSockets(); i++) {
            held.add(new HeldWebSocket(context));
        }
        for (int i = 0; i < plan.eventStreams(); i++) {
            held.add(new HeldEventStream(context));
        }
        held.forEach(HeldConnection::open);
        tick();
    }

    private void tick() {
        try {
            long now = nanoClock.getAsLong();
            stopping |= now - pacer.startNanos() >= plan.maxSeconds() * 1_000_000_000L || (plan.sends() && next >= plan.maxRequests());
            if (!stopping) {
                sendDue(now);
            }
            if (stopping || ticks++ % SWEEP_EVERY_TICKS == 0) {
                sweep(now);
            }
            if (stopping && inFlight.isEmpty()) {
                end();
                return;
            }
            loop.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private void sendDue(long now) {
        boolean closed = plan.concurrent() > 0;
        long open = closed ? Math.min(plan.maxRequests(), next + plan.concurrent() - scoreboard.inFlight()) : pacer.dueBy(now);
        long due = Math.min(open, next + MOST_SENT_PER_TICK);
        while (next < due) {
            long index = next++;
            if (scoreboard.inFlight() >= plan.maxInFlight()) {
                scoreboard.requestNotSent();
            } else {
                send(index, closed ? now : pacer.intendedNanos(index));
            }
        }
    }

    private void send(long index, long intendedNanos) {
        Exchange exchange = new Exchange(context, plan.mix().kindOf(index), index, intendedNanos);
        inFlight.add(exchange);
        switch (exchange.kind()) {
            case GET, POST, SLOW -> http1.send(exchange, RequestMix.isAmong(plan.newConnectionShare(), index));
            case HTTP2 -> http2.send(exchange);
        }
    }

    private void sweep(long now) {
        for (Exchange exchange : inFlight) {
            if (!exchange.over() && exchange.overdue(now)) {
                exchange.timeOut();
            }
        }
        inFlight.removeIf(Exchange::over);
    }

    private void end() {
        held.forEach(HeldConnection::close);
        http1.close();
        http2.close();
        done.complete(scoreboard.report());
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
