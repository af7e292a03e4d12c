package dev.slipway.proxy.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The Unix socket through which the proxy is told and asked: one request a line, one reply a line, only for the owner of the directory. */
public final class AdminSocket implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 32;
  private static final int MAX_LINE_BYTES = 8 * 1024 * 1024;
  private static final long IDLE_THREAD_SECONDS = 10;

  private final Supplier<Conversation> conversations;
  private final ServerSocketChannel server;
  private final ExecutorService connections =
      new ThreadPoolExecutor(0, MAX_CONNECTIONS + 1, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), AdminSocket::thread);

  /** Listens; whoever holds the directory's lock may replace a socket that a crash left behind. */
  public AdminSocket(Path path, Supplier<Conversation> conversations) throws IOException {
    this.conversations = conversations;
    Path unready = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(unready);
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(unready));
    Files.setPosixFilePermissions(unready, PosixFilePermissions.fromString("rw-------"));
    // Whoever finds the socket under its name finds it listening, and nobody else ever found it.
    Files.move(unready, path, StandardCopyOption.ATOMIC_MOVE);
    connections.execute(this::acceptAll);
  }

  /** Nobody new is answered; whoever is connected goes on. */
  public void stopAccepting() throws IOException {
    server.close();
  }

  @Override
  public void close() throws IOException {
    server.close();
    connections.shutdownNow();
  }

  private void acceptAll() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        try {
          connections.execute(() -> serve(client));
        } catch (RejectedExecutionException e) {
          // All are busy, or the proxy is stopping: who asks sees the connection close and tries again.
          client.close();
        }
      } catch (IOException e) {
        if (!server.isOpen()) {
          return;
        }
      }
    }
  }

  private void serve(SocketChannel client) {
    Conversation conversation = conversations.get();
    try (client;
        InputStream in = new BufferedInputStream(Channels.newInputStream(client));
        OutputStream out = Channels.newOutputStream(client)) {
      for (byte[] line = readLine(in); line.length > 0; line = readLine(in)) {
        out.write((conversation.reply(new String(line, UTF_8)) + "\n").getBytes(UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      // Whoever asked is gone: what was ordered is done, and nobody is left to be told.
      Thread.currentThread().setName("admin-idle");
    } finally {
      conversation.ended();
    }
  }

  /** A line without its end; empty when there is no more, or far too much. */
  private static byte[] readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
      if (line.size() > MAX_LINE_BYTES) {
        return new byte[0];
      }
    }
    return line.toByteArray();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "admin", 256 * 1024L);
    thread.setDaemon(true);
    return thread;
  }
}
