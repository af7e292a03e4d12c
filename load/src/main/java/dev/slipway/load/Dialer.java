package dev.slipway.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens connections to the target on the one event loop of the run. */
final class Dialer {

    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final Scoreboard scoreboard;

    Dialer(EventLoop loop, InetSocketAddress address, Scoreboard scoreboard) {
        this.loop = loop;
        this.scoreboard = scoreboard;
        this.bootstrap = new Bootstrap().group(loop).channel(NioSocketChannel.class).remoteAddress(address)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, LoadPlan.CONNECT_TIMEOUT_MILLIS);
    }

    /** Exactly one of the two is told, on the event loop. */
    void dial(Supplier<ChannelHandler[]> handlers, Consumer<Channel> connected, Consumer<FailureCause> refused) {
        scoreboard.connectionOpened();
        bootstrap.clone().handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(handlers.get());
            }
        }).connect().addListener((ChannelFuture done) -> {
            if (done.isSuccess()) {
                connected.accept(done.channel());
            } else {
                refused.accept(FailureCause.ofConnect(done.cause()));
            }
        });
    }

    void later(int delayMillis, Runnable work) {
        loop.schedule(work, delayMillis, TimeUnit.MILLISECONDS);
    }
}
