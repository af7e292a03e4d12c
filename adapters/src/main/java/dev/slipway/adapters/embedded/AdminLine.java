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
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One request and one reply, each a line, over a Unix socket, within a time. */
final class AdminLine {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path socket;
  private final LongSupplier nanoClock;

  AdminLine(Path socket, LongSupplier nanoClock) {
    this.socket = socket;
    this.nanoClock = nanoClock;
  }

  /**
   * Asks.
   *
   * @throws IOException when nobody listens, the other side leaves, or the time is over
   */
  String ask(String request, Duration timeout) throws IOException {
    long deadlineNanos = nanoClock.getAsLong() + timeout.toNanos();
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
      ByteBuffer out = ByteBuffer.wrap((request + "\n").getBytes(UTF_8));
      while (out.hasRemaining()) {
        await(selector, deadlineNanos);
        channel.write(out);
      }
      key.interestOps(SelectionKey.OP_READ);
      ByteArrayOutputStream reply = new ByteArrayOutputStream();
      ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
      while (true) {
        await(selector, deadlineNanos);
        if (channel.read(in.clear()) < 0) {
          throw new IOException("the proxy closed its admin socket before it replied");
        }
        reply.write(in.array(), 0, in.position());
        if (in.position() > 0 && in.get(in.position() - 1) == '\n') {
          return reply.toString(UTF_8);
        }
      }
    }
  }

  private void await(Selector selector, long deadlineNanos) throws IOException {
    long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - nanoClock.getAsLong());
    if (leftMillis <= 0 || selector.select(leftMillis) == 0) {
      throw new IOException("the proxy did not reply in time");
    }
    selector.selectedKeys().clear();
  }
}
