package dev.slipway.proxy.listen;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** The kernel's interface to sockets: epoll where its native part loads, else what the JDK has. */
public record Transport(
    String name, IoHandlerFactory ioHandlers, Class<? extends SocketChannel> sockets, Class<? extends ServerSocketChannel> serverSockets) {

  /** Whether sockets can be shared with another process. */
  public boolean sharesSockets() {
    return serverSockets == EpollServerSocketChannel.class;
  }

  public static Transport best() {
    return Epoll.isAvailable()
        ? new Transport("epoll", EpollIoHandler.newFactory(), EpollSocketChannel.class, EpollServerSocketChannel.class)
        : new Transport("nio", NioIoHandler.newFactory(), NioSocketChannel.class, NioServerSocketChannel.class);
  }
}
