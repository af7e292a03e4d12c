package dev.slipway.adapters.haproxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The Runtime API of one HAProxy: one connection a question, each within a time (docs.haproxy.org/2.6/management.html#9.3). */
final class RuntimeApi {
  /** What HAProxy takes on one connection, commands and payload together, is one of its buffers (tune.bufsize, 16384 bytes). */
  static final int MOST_BYTES = 12_000;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final String address;
  private final Duration timeout;
  private final LongSupplier nanoClock;

  RuntimeApi(String address, Duration timeout, LongSupplier nanoClock) {
    this.address = address;
    this.timeout = timeout;
    this.nanoClock = nanoClock;
  }

  /** Where it is reached, as it was written. */
  String address() {
    return address;
  }

  /**
   * Asks.
   *
   * @param commands separated by semicolons, or one with a payload
   * @throws IOException when nobody listens, the other side leaves, or the time is over
   */
  String ask(String commands) throws IOException {
    long deadlineNanos = nanoClock.getAsLong() + timeout.toNanos();
    try (SocketChannel channel = open(); Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, 0);
      if (!channel.connect(socketAddress())) {
        key.interestOps(SelectionKey.OP_CONNECT);
        await(selector, deadlineNanos);
        channel.finishConnect();
      }
      ByteBuffer out = ByteBuffer.wrap((commands + "\n").getBytes(UTF_8));
      key.interestOps(SelectionKey.OP_WRITE);
      while (out.hasRemaining()) {
        await(selector, deadlineNanos);
        channel.write(out);
      }
      key.interestOps(SelectionKey.OP_READ);
      return rest(channel, selector, deadlineNanos);
    }
  }

  private String rest(SocketChannel channel, Selector selector, long deadlineNanos) throws IOException {
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
    while (true) {
      await(selector, deadlineNanos);
      if (channel.read(in.clear()) < 0) {
        if (reply.size() == 0) {
          throw new IOException("HAProxy closed the connection before it replied");
        }
        return reply.toString(UTF_8);
      }
      reply.write(in.array(), 0, in.position());
    }
  }

  /** A connection for a command that goes on replying. */
  SocketChannel follow(String command) throws IOException {
    SocketChannel channel = open();
    try {
      channel.connect(socketAddress());
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(UTF_8)));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private SocketChannel open() throws IOException {
    return address.startsWith("/") ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
  }

  private SocketAddress socketAddress() throws IOException {
    if (address.startsWith("/")) {
      return UnixDomainSocketAddress.of(address);
    }
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon).replace("[", "").replace("]", "");
    InetSocketAddress resolved = new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
    if (resolved.isUnresolved()) {
      throw new IOException(host + " has no address", new UnresolvedAddressException());
    }
    return resolved;
  }

  private void await(Selector selector, long deadlineNanos) throws IOException {
    long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - nanoClock.getAsLong());
    if (leftMillis <= 0 || selector.select(leftMillis) == 0) {
      throw new IOException("HAProxy did not reply within " + timeout.toMillis() + " ms");
    }
    selector.selectedKeys().clear();
  }
}
