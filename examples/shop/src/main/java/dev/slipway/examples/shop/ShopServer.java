package dev.slipway.examples.shop;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One listening instance of the shop. */
final class ShopServer implements AutoCloseable {

    private final EventLoopGroup loop;
    private final Channel listener;
    private final ChannelGroup connections;
    private final InFlight inFlight;

    private ShopServer(EventLoopGroup loop, Channel listener, ChannelGroup connections, InFlight inFlight) {
        this.loop = loop;
        this.listener = listener;
        this.connections = connections;
        this.inFlight = inFlight;
    }

    static ShopServer start(ShopSettings settings) throws InterruptedException {
        InFlight inFlight = new InFlight();
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        Shop shop = new Shop(settings.release(), settings.failPercent(), new ShopHealth(settings.release(), inFlight::draining), inFlight);
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            Channel listener = new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ProtocolChoice(shop, connections))
                .bind(settings.host(), settings.port()).sync().channel();
            return new ShopServer(loop, listener, connections, inFlight);
        } catch (Throwable e) {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw e;
        }
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    int inFlight() {
        return inFlight.count();
    }

    /**
     * Readiness goes 503 and every answer says {@code Connection: close}, so that clients leave their kept connections by themselves;
     * requests in flight finish, then everything closes. False if some had to be cut at the limit.
     *
     * @param lingerSeconds how long a kept connection may take until its next request, which is answered
     */
    boolean stop(int withinSeconds, int lingerSeconds) {
        boolean drained = true;
        try {
            CompletableFuture<Void> nothingInFlight = inFlight.drain();
            connections.newCloseFuture().await(lingerSeconds, TimeUnit.SECONDS);
            nothingInFlight.get(withinSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            drained = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            drained = false;
        }
        listener.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        return drained;
    }

    @Override
    public void close() {
        stop(0, 0);
    }
}
