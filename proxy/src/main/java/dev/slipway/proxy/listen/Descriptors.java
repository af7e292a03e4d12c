package dev.slipway.proxy.listen;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sockets on their way from one process to another, over a Unix socket that carries nothing else (SCM_RIGHTS, see unix(7)). Both ends
 * hold the same socket then, with what waits in it.
 */
public final class Descriptors implements AutoCloseable {
  private static final long WAIT_MILLIS = 5_000;

  private final Path path;
  private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final BlockingQueue<FileDescriptor> come = new LinkedBlockingQueue<>();

  /** Listens for them; the name is gone when this is closed. */
  public Descriptors(Path path) throws IOException {
    this.path = path;
    Files.deleteIfExists(path);
    var listening =
        new ServerBootstrap()
            .group(group)
            .channel(EpollServerDomainSocketChannel.class)
            .childOption(EpollChannelOption.DOMAIN_SOCKET_READ_MODE, DomainSocketReadMode.FILE_DESCRIPTORS)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Inbox());
                  }
                })
            .bind(new DomainSocketAddress(path.toString()))
            .awaitUninterruptibly();
    if (!listening.isSuccess()) {
      throw new IOException("cannot listen on " + path + ": " + listening.cause().getMessage(), listening.cause());
    }
  }

  /** The next ones, as numbers of this process, in the order in which they were sent. */
  public List<Integer> take(int count) throws IOException {
    List<Integer> taken = new ArrayList<>();
    try {
      while (taken.size() < count) {
        FileDescriptor next = come.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        if (next == null) {
          throw new IOException("only " + taken.size() + " of " + count + " sockets came within " + WAIT_MILLIS + " ms");
        }
        taken.add(next.intValue());
      }
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while sockets were awaited", e);
    }
  }

  @Override
  public void close() throws IOException {
    group.shutdownGracefully(0, WAIT_MILLIS, TimeUnit.MILLISECONDS);
    Files.deleteIfExists(path);
  }

  /** Sends sockets, which stay open here too. */
  public static void send(Workers workers, Path path, List<HandedSocket> sockets) throws IOException {
    var connected =
        new Bootstrap()
            .group(workers.group())
            .channel(EpollDomainSocketChannel.class)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(new DomainSocketAddress(path.toString()))
            .awaitUninterruptibly();
    if (!connected.isSuccess()) {
      throw new IOException("nobody takes sockets at " + path + ": " + connected.cause().getMessage(), connected.cause());
    }
    Channel channel = connected.channel();
    try {
      for (HandedSocket each : sockets) {
        var sent = channel.writeAndFlush(new FileDescriptor(each.descriptor())).awaitUninterruptibly();
        if (!sent.isSuccess()) {
          throw new IOException("a socket of " + each.target() + " could not be sent: " + sent.cause().getMessage(), sent.cause());
        }
      }
    } finally {
      channel.close();
    }
  }

  private final class Inbox extends SimpleChannelInboundHandler<FileDescriptor> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FileDescriptor descriptor) {
      come.add(descriptor);
    }
  }
}
