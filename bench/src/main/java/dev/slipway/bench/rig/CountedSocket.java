package dev.slipway.bench.rig;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A Unix socket before that of a Docker engine, where connections are counted: Slipway makes one for every request. */
public final class CountedSocket implements AutoCloseable {
  private static final Logger LOG = System.getLogger(CountedSocket.class.getName());
  private static final Path ENGINE = Path.of("/var/run/docker.sock");

  private final ServerSocketChannel listener;
  private final Path path;
  private final AtomicLong calls = new AtomicLong();

  private CountedSocket(ServerSocketChannel listener, Path path) {
    this.listener = listener;
    this.path = path;
  }

  /** One at a path that does not exist yet. */
  public static CountedSocket at(Path path) {
    try {
      ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
      CountedSocket counted = new CountedSocket(listener, path);
      Thread.ofVirtual().name("counted-socket").start(counted::accept);
      return counted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address, as slipway.yaml wants it. */
  public String host() {
    return "unix://" + path;
  }

  /** Requests so far. */
  public long calls() {
    return calls.get();
  }

  private void accept() {
    try {
      while (listener.isOpen()) {
        SocketChannel here = listener.accept();
        calls.incrementAndGet();
        SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(ENGINE));
        Thread.ofVirtual().start(() -> pass(here, engine));
        Thread.ofVirtual().start(() -> pass(engine, here));
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the counted socket has ended", e);
    }
  }

  /** One way; its end is the end of both, for an answer ends with its connection. */
  private static void pass(SocketChannel from, SocketChannel to) {
    try (from; to; InputStream in = Channels.newInputStream(from); OutputStream out = Channels.newOutputStream(to)) {
      var unused = in.transferTo(out);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection was broken", e);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
