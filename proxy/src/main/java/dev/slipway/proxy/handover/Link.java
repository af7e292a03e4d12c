package dev.slipway.proxy.handover;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The connection of a successor to its predecessor's admin socket: it asks, the other answers; whose end closes it is gone. */
final class Link implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final long ANSWER_MILLIS = 5_000;

  private final ObjectMapper json;
  private final SocketChannel channel;
  private final Selector selector;

  Link(Path socket, ObjectMapper json) throws IOException {
    this.json = json;
    this.channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    this.selector = Selector.open();
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
  }

  /**
   * Asks.
   *
   * @throws EOFException when the other is gone
   * @throws IOException when it does not answer in time, or refuses
   */
  synchronized JsonNode ask(ObjectNode request) throws IOException {
    try {
      write(ByteBuffer.wrap((json.writeValueAsString(request) + "\n").getBytes(UTF_8)));
      JsonNode reply = json.readTree(readLine());
      if (!reply.path("ok").asBoolean()) {
        throw new IOException(reply.path("message").asText("refused without a reason"));
      }
      return reply;
    } catch (IOException e) {
      if (!channel.isOpen() || String.valueOf(e.getMessage()).contains("Broken pipe")) {
        throw (IOException) new EOFException("it is gone").initCause(e);
      }
      throw e;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
    selector.close();
  }

  private void write(ByteBuffer out) throws IOException {
    SelectionKey key = Objects.requireNonNull(channel.keyFor(selector), "registered when it was opened");
    key.interestOps(SelectionKey.OP_WRITE);
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS);
    while (out.hasRemaining()) {
      await(deadlineNanos);
      channel.write(out);
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS);
    while (true) {
      await(deadlineNanos);
      if (channel.read(in.clear()) < 0) {
        throw new EOFException("it is gone");
      }
      line.write(in.array(), 0, in.position());
      if (in.position() > 0 && in.get(in.position() - 1) == '\n') {
        return line.toString(UTF_8);
      }
    }
  }

  private void await(long deadlineNanos) throws IOException {
    long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    if (leftMillis <= 0 || selector.select(leftMillis) == 0) {
      throw new IOException("no answer within " + ANSWER_MILLIS + " ms");
    }
    selector.selectedKeys().clear();
  }
}
