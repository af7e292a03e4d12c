package dev.slipway.proxy.listen;

import dev.slipway.proxy.relay.Client;
import dev.slipway.proxy.relay.Worker;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One port of one target. It accepts nothing until it is told to, so that it can be opened before its table is in force. */
final class Listener {
  private static final int BACKLOG = 4096;

  private final Workers workers;
  private final String target;
  private final boolean preview;
  private final Channel server;
  private volatile Optional<TlsMaterial> tls;

  private Listener(Workers workers, String target, boolean preview, Optional<TlsMaterial> tls, Opening opening, String where)
      throws IOException {
    this.workers = workers;
    this.target = target;
    this.preview = preview;
    this.tls = tls;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(workers.group())
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Accepted());
    ChannelFuture opened = opening.open(bootstrap).awaitUninterruptibly();
    if (!opened.isSuccess()) {
      throw new IOException("cannot listen on " + where + ": " + opened.cause().getMessage(), opened.cause());
    }
    this.server = opened.channel();
  }

  private interface Opening {
    ChannelFuture open(ServerBootstrap bootstrap);
  }

  /**
   * On a socket of its own.
   *
   * @throws IOException when the address is taken or not ours
   */
  static Listener bound(Workers workers, Transport transport, String target, boolean preview, InetSocketAddress address,
      Optional<TlsMaterial> tls) throws IOException {
    Opening bind =
        bootstrap ->
            bootstrap
                .channel(transport.serverSockets())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .bind(address);
    return new Listener(workers, target, preview, tls, bind, address.getHostString() + ":" + address.getPort());
  }

  /** On a socket that another process opened and shares with this one. */
  static Listener adopted(Workers workers, String target, boolean preview, int descriptor, Optional<TlsMaterial> tls) throws IOException {
    Opening adopt = bootstrap -> bootstrap.channelFactory(() -> new EpollServerSocketChannel(descriptor)).register();
    return new Listener(workers, target, preview, tls, adopt, "an inherited socket");
  }

  void accept() {
    server.config().setAutoRead(true);
  }

  int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** New connections use this from now on. */
  void use(Optional<TlsMaterial> material) {
    tls = material;
  }

  Optional<TlsMaterial> tls() {
    return tls;
  }

  /** The socket's number in this process; only the epoll transport knows it. */
  int descriptor() {
    return server instanceof EpollServerSocketChannel epoll ? epoll.fd().intValue() : -1;
  }

  /** A socket that another process shares goes on there: it must leave our epoll set by itself, as closing does not take it out. */
  void close() {
    server.deregister().awaitUninterruptibly();
    server.close().awaitUninterruptibly();
  }

  private final class Accepted extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      Worker worker = workers.of(channel.eventLoop());
      Optional<TlsMaterial> material = tls;
      InetSocketAddress local = (InetSocketAddress) channel.localAddress();
      @Nullable InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
      // A client that is gone already has no address any more.
      String address = remote == null ? "unknown" : remote.getAddress().getHostAddress();
      String scheme = material.isPresent() ? "https" : "http";
      Client client = new Client(address, scheme, local.getAddress().getHostAddress() + ":" + local.getPort(), preview, false);
      Connection connection = new Connection(worker, worker.target(target), client, channel);
      ChannelPipeline pipeline = channel.pipeline();
      if (material.isPresent()) {
        pipeline.addLast(material.get().context().newHandler(channel.alloc()), new Negotiated(worker, connection));
      } else {
        pipeline.addLast(new ProtocolChoice(connection));
        connection.becomeHttp1();
      }
    }
  }
}
