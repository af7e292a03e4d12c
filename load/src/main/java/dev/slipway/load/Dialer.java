package dev.slipway.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Opens connections to the target on the one event loop of the run. */
final class Dialer {

    private final EventLoop loop;
    private final Target target;
    private final Bootstrap bootstrap;
    private final Scoreboard scoreboard;

    Dialer(EventLoop loop, Target target, Scoreboard scoreboard) {
        this.target = target;
        this.loop = loop;
        this.scoreboard = scoreboard;
        this.bootstrap = new Bootstrap().group(loop).channel(NioSocketChannel.class).remoteAddress(target.address())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, LoadPlan.CONNECT_TIMEOUT_MILLIS);
    }

    /** Exactly one of the two is told, on the event loop. */
    void dial(Supplier<ChannelHandler[]> handlers, Consumer<Channel> connected, Consumer<FailureCause> refused) {
        scoreboard.connectionOpened();
        bootstrap.clone().handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                target.tls().ifPresent(tls -> channel.pipeline().addLast(encrypted(tls)));
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

    private SslHandler encrypted(SSLContext tls) {
        SSLEngine engine = tls.createSSLEngine(target.host(), target.port());
        engine.setUseClientMode(true);
        return new SslHandler(engine);
    }

    void later(int delayMillis, Runnable work) {
        loop.schedule(work, delayMillis, TimeUnit.MILLISECONDS);
    }
}
