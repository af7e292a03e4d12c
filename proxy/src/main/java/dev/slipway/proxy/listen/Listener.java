package dev.slipway.proxy.listen;

import dev.slipway.proxy.relay.Client;
import dev.slipway.proxy.relay.Worker;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
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

  /**
   * Binds.
   *
   * @throws IOException when the address is taken or not ours
   */
  Listener(Workers workers, Transport transport, String target, boolean preview, InetSocketAddress address, Optional<TlsMaterial> tls)
      throws IOException {
    this.workers = workers;
    this.target = target;
    this.preview = preview;
    this.tls = tls;
    ChannelFuture bound =
        new ServerBootstrap()
            .group(workers.group())
            .channel(transport.serverSockets())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Accepted())
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    this.server = bound.channel();
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

  void close() {
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
        pipeline.addLast(material.get().context().newHandler(channel.alloc()), new Negotiated(connection));
      } else {
        pipeline.addLast(new ProtocolChoice(connection));
        connection.becomeHttp1();
      }
    }
  }

  private static final class Negotiated extends ApplicationProtocolNegotiationHandler {
    private final Connection connection;

    Negotiated(Connection connection) {
      super(ApplicationProtocolNames.HTTP_1_1);
      this.connection = connection;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        connection.becomeHttp2();
      } else {
        connection.becomeHttp1();
      }
    }
  }
}
