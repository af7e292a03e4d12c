package dev.slipway.adapters.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One connection to the proxy's Unix socket: requests and replies, each a line, and the moment at which the other side is gone. */
final class AdminConnection implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final SocketChannel channel;
  private final Selector selector;
  private final LongSupplier nanoClock;

  AdminConnection(Path socket, LongSupplier nanoClock) throws IOException {
    this.nanoClock = nanoClock;
    this.channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    this.selector = Selector.open();
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
  }

  /**
   * Asks.
   *
   * @throws IOException when the other side leaves, or the time is over
   */
  String ask(String request, Duration timeout) throws IOException {
    long deadlineNanos = nanoClock.getAsLong() + timeout.toNanos();
    SelectionKey key = Objects.requireNonNull(channel.keyFor(selector), "registered when it was opened");
    key.interestOps(SelectionKey.OP_WRITE);
    ByteBuffer out = ByteBuffer.wrap((request + "\n").getBytes(UTF_8));
    while (out.hasRemaining()) {
      await(deadlineNanos);
      channel.write(out);
    }
    key.interestOps(SelectionKey.OP_READ);
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
    while (true) {
      await(deadlineNanos);
      if (channel.read(in.clear()) < 0) {
        throw new IOException("the proxy closed its admin socket before it replied");
      }
      reply.write(in.array(), 0, in.position());
      if (in.position() > 0 && in.get(in.position() - 1) == '\n') {
        return reply.toString(UTF_8);
      }
    }
  }

  /** Waits for the end of the other side, which says nothing unasked; whether it came. A thread that is interrupted waits no longer. */
  boolean endsWithin(Duration time) throws IOException {
    boolean something = selector.select(time.toMillis()) > 0;
    selector.selectedKeys().clear();
    return something && channel.read(ByteBuffer.allocate(1)) < 0;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    selector.close();
  }

  private void await(long deadlineNanos) throws IOException {
    long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - nanoClock.getAsLong());
    if (leftMillis <= 0 || selector.select(leftMillis) == 0) {
      throw new IOException("the proxy did not reply in time");
    }
    selector.selectedKeys().clear();
  }
}
